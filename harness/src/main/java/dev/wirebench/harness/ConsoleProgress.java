package dev.wirebench.harness;

import dev.wirebench.model.BlockResult;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.HdrHistogram.Histogram;

/** A line for each block that has ended; on a terminal also a bar that moves while one runs. */
public final class ConsoleProgress implements Progress {

    private static final int REDRAW_MS = 200;

    private final PrintStream out;
    private final boolean isTerminal;
    private ProgressBar bar;
    private long blockMs;
    private int blocks;
    private int ended;
    private volatile long blockStartMs;

    /** @param isTerminal whether a line can be drawn over */
    public ConsoleProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Draws a bar only where someone can be watching: on a terminal, and not in CI. */
    public static ConsoleProgress of(PrintStream out) {
        boolean isQuiet = System.getenv("CI") != null || System.getenv("NO_COLOR") != null;
        return new ConsoleProgress(out, System.console() != null && !isQuiet);
    }

    @Override
    public void note(String what) {
        out.println(what);
    }

    @Override
    public void begin(Plan plan) {
        Phases phases = plan.phases();
        blockMs = (phases.warmUpNs() + phases.measurementNs()) / 1_000_000;
        blocks = plan.blocks() * plan.cells().size() * plan.load().size();
        out.printf(
                Locale.ROOT,
                "%d blocks of %.1f s, about %s%n",
                blocks,
                blockMs / 1e3,
                text(Duration.ofMillis(blocks * blockMs)));
        if (isTerminal) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(blocks * blockMs)
                    .setTaskName("measuring")
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAW_MS)
                    .setConsumer(new ConsoleProgressBarConsumer(out))
                    .hideEta()
                    .build();
        }
    }

    @Override
    public void beginBlock(CellKey key) {
        blockStartMs = System.currentTimeMillis();
        if (bar != null) {
            bar.setExtraMessage(key.label());
            bar.stepTo(ended * blockMs);
        }
    }

    @Override
    public void endBlock(BlockResult result) {
        ended++;
        long leftMs = (blocks - ended) * blockMs;
        String line = String.format(
                Locale.ROOT,
                "%3d/%d  %-40s %s  %s left",
                ended,
                blocks,
                result.key().label(),
                figures(result),
                text(Duration.ofMillis(leftMs)));
        if (bar != null) {
            bar.stepTo(ended * blockMs);
        }
        out.println(line);
    }

    private static String figures(BlockResult result) {
        Counts counts = result.block().counts();
        Histogram response = result.total(Measure.RESPONSE);
        long unanswered = counts.intended() - counts.answered();
        return String.format(
                Locale.ROOT,
                "%8.0f/s  p50 %8.3f ms  p99 %8.3f ms%s",
                counts.answered() * 1e9 / Math.max(1, result.block().elapsedNs()),
                response.getValueAtPercentile(50) / 1e6,
                response.getValueAtPercentile(99) / 1e6,
                unanswered == 0 ? "" : "  " + unanswered + " unanswered");
    }

    private static String text(Duration duration) {
        return String.format("%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
        }
    }
}
