package dev.wirebench.harness;

import dev.wirebench.analysis.TerminalTable;
import java.io.PrintStream;

/** The last words of a run: its table, and where its page lies. */
public final class Outro {

    private Outro() {}

    public static void print(Experiment.Finished finished, PrintStream out) {
        boolean hasColour =
                System.console() != null && System.getenv("CI") == null && System.getenv("NO_COLOR") == null;
        out.println();
        out.println(TerminalTable.of(finished.comparison(), hasColour));
        out.println("record  " + finished.folder().resolve("record.json"));
        out.println("page    "
                + finished.folder().resolve("index.html").toAbsolutePath().toUri());
        out.flush();
    }
}
