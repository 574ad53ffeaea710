package dev.wirebench.harness;

import dev.wirebench.model.BlockResult;
import dev.wirebench.model.CellKey;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Measure;
import dev.wirebench.model.Phases;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.HdrHistogram.Histogram;

/**
 * A line for each cell that warms up and for each block that has ended; on a terminal the former follows the warm-up, and a
 * bar moves while a block runs.
 */
public final class ConsoleProgress implements Progress {

    private static final int REDRAW_MS = 200;

    private final PrintStream out;
    private final boolean isTerminal;
    private final boolean isBrief;
    private ProgressBar bar;
    private long blockMs;
    private int blocks;
    private int ended;
    private CellKey rehearsing;
    private boolean isLineOpen;

    /**
     * @param isTerminal whether a line can be drawn over
     * @param isBrief whether there is no line for what has ended, as nobody waits for it
     */
    public ConsoleProgress(PrintStream out, boolean isTerminal, boolean isBrief) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.isBrief = isBrief;
    }

    /** Draws a bar only where someone can be watching: on a terminal, and not in CI, where blocks have no lines either. */
    public static ConsoleProgress of(PrintStream out) {
        boolean isInCi = System.getenv("CI") != null;
        boolean isPlain = isInCi || System.getenv("NO_COLOR") != null;
        return new ConsoleProgress(out, System.console() != null && !isPlain, isInCi);
    }

    @Override
    public void note(String what) {
        endLine();
        out.println(what);
    }

    /** Where no line can be drawn over, a cell's first slice has to do. */
    @Override
    public void rehearsed(BlockResult slice) {
        boolean isFirst = !slice.key().equals(rehearsing);
        rehearsing = slice.key();
        String line = String.format(
                Locale.ROOT,
                "warm-up  %-32s %s",
                slice.key().cell().name() + "." + slice.key().load().label(),
                rehearsalFigures(slice));
        if (isFirst) {
            endLine();
        }
        if (isTerminal) {
            out.print("\r" + line);
            out.flush();
            isLineOpen = true;
        } else if (isFirst && !isBrief) {
            out.println(line.stripTrailing());
        }
    }

    /** As wide whatever they are, so that a line drawn over is covered. */
    private static String rehearsalFigures(BlockResult slice) {
        long answered = slice.block().counts().answered();
        return answered == 0
                ? String.format("%-29s", "no answers")
                : String.format(
                        Locale.ROOT,
                        "%9.0f/s  p50 %9.3f ms",
                        perSecond(slice),
                        slice.total(Measure.RESPONSE).getValueAtPercentile(50) / 1e6);
    }

    private static double perSecond(BlockResult result) {
        return result.block().counts().answered()
                * 1e9
                / Math.max(1, result.block().elapsedNs());
    }

    private void endLine() {
        if (isLineOpen) {
            out.println();
            isLineOpen = false;
        }
    }

    @Override
    public void begin(int count, Phases phases) {
        endLine();
        blockMs = (phases.warmUpNs() + phases.measurementNs()) / 1_000_000;
        blocks = count;
        ended = 0;
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
        if (!isBrief) {
            out.println(line);
        }
    }

    private static String figures(BlockResult result) {
        Counts counts = result.block().counts();
        Histogram response = result.total(Measure.RESPONSE);
        long unanswered = counts.intended() - counts.answered();
        return String.format(
                Locale.ROOT,
                "%8.0f/s  p50 %8.3f ms  p99 %8.3f ms%s",
                perSecond(result),
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
            bar = null;
        }
    }
}
