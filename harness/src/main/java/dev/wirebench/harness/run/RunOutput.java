package dev.wirebench.harness.run;

import dev.wirebench.harness.progress.Terminal;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.table.TerminalTable;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The last words of a run: its table, and where its page lies. */
public final class RunOutput {

    private RunOutput() {}

    /** @param comparison the runs of it, as they were read */
    public static void print(Session.Finished finished, Comparison comparison, PrintStream out) {
        out.println();
        print(comparison, out);
        doctor(finished.verdict()).ifPresent(out::println);
        Path record = finished.folder().resolve(RunFolder.RECORD);
        boolean isOne = Files.exists(record);
        out.println(SafeText.line(isOne ? "record  " + record : "records " + finished.folder()));
        out.println("page    "
                + finished.folder().resolve("index.html").toAbsolutePath().toUri());
        out.flush();
    }

    /** Where to look for the reason, if it may be the machine. */
    public static Optional<String> doctor(Verdict verdict) {
        boolean isMachine =
                verdict.validity() == Verdict.Validity.DISTURBED || verdict.validity() == Verdict.Validity.SATURATED;
        return isMachine
                ? Optional.of("hint: ./wirebench doctor shows what is wrong with this machine")
                : Optional.empty();
    }

    /** In colour where a terminal takes it. */
    public static void print(Comparison comparison, PrintStream out) {
        Terminal terminal = out == System.out ? Terminal.STANDARD_OUTPUT : Terminal.STANDARD_ERROR;
        out.println(TerminalTable.of(comparison, terminal.takesEscapes()));
    }
}
