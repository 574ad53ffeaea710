package dev.wirebench.cli;

import dev.wirebench.report.export.ResultDocument;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** {@code --json}: one document on standard output, and everything for people on standard error. */
final class JsonOption {

    static final String NAME = "--json";

    @Option(
            names = NAME,
            description = "Print the result as one JSON document, and everything else on standard error; its shape:"
                    + " docs/formats.md.")
    private boolean isJson;

    boolean isGiven() {
        return isJson;
    }

    /** Where what people read is printed. */
    PrintStream text() {
        return isJson ? System.err : System.out;
    }

    /** Prints the document, if it was asked for. */
    void print(ResultDocument document) {
        if (isJson) {
            System.out.print(document.text());
            System.out.flush();
        }
    }
}
