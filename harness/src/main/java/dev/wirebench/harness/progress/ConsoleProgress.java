package dev.wirebench.harness.progress;

import dev.wirebench.loadgen.Snapshot;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.text.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A line for each cell that warms up and for each block that has ended; on a terminal, below them, a few lines that follow
 * the run. Confined to one thread.
 */
public final class ConsoleProgress implements Progress {

    /** How much is said. */
    enum Detail {
        /** In CI: a line for each step only, as nobody waits. */
        STEPS,
        LINES,
        LIVE
    }

    private final PrintStream out;
    private final Detail detail;
    private final Supplier<Terminal.Size> size;
    private final StatusPanel status = new StatusPanel(System::nanoTime);
    private Optional<LiveView> view = Optional.empty();

    /** @param size of the window that {@code out} is shown in */
    ConsoleProgress(PrintStream out, Detail detail, Supplier<Terminal.Size> size) {
        this.out = out;
        this.detail = detail;
        this.size = size;
    }

    /** @param out standard output or standard error */
    public static ConsoleProgress of(PrintStream out) {
        Terminal terminal = out == System.out ? Terminal.STANDARD_OUTPUT : Terminal.STANDARD_ERROR;
        Detail detail =
                System.getenv("CI") != null ? Detail.STEPS : terminal.takesEscapes() ? Detail.LIVE : Detail.LINES;
        return new ConsoleProgress(out, detail, terminal::size);
    }

    /** Counts, in the time that is left, what comes after this run. */
    public ConsoleProgress followedBy(List<Plan> plans) {
        status.followedBy(plans);
        return this;
    }

    @Override
    public void open(Plan plan, Supplier<Optional<Snapshot>> generator) {
        status.open(plan, generator);
    }

    /** Only when our own generator is at work: until then another instrument may have the terminal. */
    private void show() {
        if (detail == Detail.LIVE && view.isEmpty()) {
            view = Optional.of(new LiveView(out, size, columns -> status.panel().lines(columns)));
            view.get().start();
        }
    }

    private void print(String text) {
        String line = SafeText.line(text);
        view.ifPresentOrElse(v -> v.print(line), () -> out.println(line));
    }

    @Override
    public void settling(int cells) {
        status.settling(cells);
        step("warming up");
    }

    @Override
    public void calibrating() {
        status.calibrating();
        step("calibrating");
    }

    private void step(String what) {
        show();
        if (detail != Detail.LIVE) {
            print(what);
        }
    }

    @Override
    public void note(String what) {
        print(what);
    }

    @Override
    public void turnTo(String system) {
        status.turnTo(system);
    }

    /** Where no line can be drawn over, a cell's first slice has to do. */
    @Override
    public void rehearsed(BlockResult slice) {
        boolean isFirst = status.rehearsed(slice);
        if (isFirst && detail == Detail.LINES) {
            print(String.format(Locale.ROOT, "warm-up  %-32s %s", name(slice.key()), rehearsalFigures(slice)));
        }
    }

    private static String rehearsalFigures(BlockResult slice) {
        return slice.block().counts().answered() == 0
                ? "no answers"
                : String.format(
                        Locale.ROOT,
                        "%9.0f/s  p50 %9.3f ms",
                        StatusPanel.perSecond(slice),
                        slice.total(Measure.RESPONSE).getValueAtPercentile(50) / 1e6);
    }

    private String name(CellKey key) {
        return status.system() + key.cell().name() + "." + key.load().label();
    }

    @Override
    public void begin(int count, Phases phases) {
        begin(count, phases, Optional.empty());
    }

    @Override
    public void beginUntilLook(int count, Phases phases) {
        begin(count, phases, Optional.of("until the gates are looked at"));
    }

    private void begin(int count, Phases phases, Optional<String> afterwards) {
        status.begin(count, phases, afterwards);
        show();
        long blockNs = phases.warmUpNs() + phases.measurementNs();
        print(String.format(
                Locale.ROOT,
                "%d blocks of %.1f s, about %s%s",
                count,
                blockNs / 1e9,
                Panel.text(count * blockNs),
                afterwards.map(what -> " " + what).orElse("")));
    }

    @Override
    public void beginBlock(CellKey key) {
        status.beginBlock(key);
    }

    @Override
    public void endBlock(BlockResult result) {
        status.endBlock();
        if (detail == Detail.STEPS) {
            return;
        }
        String block = String.format(Locale.ROOT, "%3d/%d  %-26s ", status.ended(), status.units(), name(result.key()));
        String figures = figures(result);
        if (detail == Detail.LINES) {
            print(block + figures + "  " + Panel.text(status.leftNs()) + " left");
        } else if (block.length() + figures.length() <= size.get().columns()) {
            print(block + figures);
        } else {
            print(block.stripTrailing());
            print(figures);
        }
    }

    private static String figures(BlockResult result) {
        Counts counts = result.block().counts();
        Histogram response = result.total(Measure.RESPONSE);
        long unanswered = counts.intended() - counts.answered();
        return String.format(
                Locale.ROOT,
                "%8.0f/s  p50 %8.3f ms  p99 %8.3f ms%s",
                StatusPanel.perSecond(result),
                response.getValueAtPercentile(50) / 1e6,
                response.getValueAtPercentile(99) / 1e6,
                unanswered == 0 ? "" : "  " + unanswered + " unanswered");
    }

    @Override
    public void end() {
        view.ifPresent(LiveView::close);
        view = Optional.empty();
    }

    @Override
    public void close() {
        end();
    }
}
