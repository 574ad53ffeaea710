package dev.wirebench.harness.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The last lines of a terminal, drawn over a few times a second; what is printed meanwhile scrolls by above them. It hides
 * no cursor and changes no mode, so that a process that is killed leaves nothing to restore. Safe for concurrent use.
 */
final class LiveView implements AutoCloseable {

    private static final int REDRAW_MS = 250;

    private final PrintStream out;
    private final Supplier<Terminal.Size> size;
    private final IntFunction<List<Panel.Line>> lines;
    private final Thread redrawing = new Thread(this::redrawUntilClosed, "display");
    private final Thread onExit = new Thread(this::erase, "display-on-exit");
    private List<Panel.Line> drawn = List.of();
    private boolean isClosed;

    /**
     * @param size of the window as it is now
     * @param lines for so many columns
     */
    LiveView(PrintStream out, Supplier<Terminal.Size> size, IntFunction<List<Panel.Line>> lines) {
        this.out = out;
        this.size = size;
        this.lines = lines;
        redrawing.setDaemon(true);
    }

    void start() {
        Runtime.getRuntime().addShutdownHook(onExit);
        redrawing.start();
    }

    private synchronized void redrawUntilClosed() {
        try {
            while (!isClosed) {
                draw("");
                wait(REDRAW_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints a line that stays. */
    synchronized void print(String line) {
        if (isClosed) {
            out.println(line);
        } else {
            draw(line + "\r\n");
        }
    }

    /** In one write, so that nothing half-drawn is ever seen. */
    synchronized void draw(String above) {
        Terminal.Size window = size.get();
        StringBuilder text = new StringBuilder(erasing(window.columns())).append(above);
        List<Panel.Line> all = lines.apply(window.columns());
        drawn = all.subList(0, Math.min(all.size(), window.rows() - 1));
        for (int i = 0; i < drawn.size(); i++) {
            text.append(i == 0 ? "" : "\r\n").append(drawn.get(i).drawn());
        }
        out.print(text);
        out.flush();
    }

    /** To where the first line begins, and all from there. In a window that has become narrower, lines take more rows. */
    private String erasing(int columns) {
        if (drawn.isEmpty()) {
            return "";
        }
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.columns() + columns - 1) / columns))
                .sum();
        return "\r" + (rows > 1 ? "\u001b[" + (rows - 1) + "A" : "") + "\u001b[J";
    }

    private synchronized void erase() {
        if (!isClosed) {
            isClosed = true;
            out.print(erasing(size.get().columns()));
            out.flush();
            notifyAll();
        }
    }

    /** Leaves what was printed, and nothing of what was drawn. */
    @Override
    public void close() {
        erase();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The process is ending, which is what the hook is for.
        }
    }
}
