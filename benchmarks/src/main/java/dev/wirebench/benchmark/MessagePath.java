package dev.wirebench.benchmark;

import dev.wirebench.benchmark.jmh.PathTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures the path of a message with JMH. Run by {@code benchmarks/jmh}; takes the arguments of JMH. */
public final class MessagePath {

    private static final int BAD_USAGE = 2;

    private MessagePath() {}

    public static void main(String[] args) throws IOException, RunnerException {
        try {
            measure(new CommandLineOptions(args), args);
        } catch (CommandLineOptionException e) {
            System.err.println("jmh: " + e.getMessage() + "; see benchmarks/jmh -h");
            System.exit(BAD_USAGE);
        }
    }

    private static void measure(CommandLineOptions asked, String[] args) throws IOException, RunnerException {
        if (isQuestion(asked)) {
            Main.main(args);
            return;
        }
        PrintStream out = System.out;
        // JMH prints its progress on standard output, which is to have the table only.
        System.setOut(System.err);
        out.print(PathTable.toMarkdown(new Runner(withDefaults(asked).build()).run()));
    }

    private static boolean isQuestion(CommandLineOptions asked) {
        return asked.shouldHelp()
                || asked.shouldList()
                || asked.shouldListWithParams()
                || asked.shouldListProfilers()
                || asked.shouldListResultFormats();
    }

    private static ChainedOptionsBuilder withDefaults(CommandLineOptions asked) throws IOException {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(asked).shouldFailOnError(true);
        if (asked.getProfilers().isEmpty()) {
            options.addProfiler(GCProfiler.class);
        }
        if (!asked.getResult().hasValue() && !asked.getResultFormat().hasValue()) {
            Path target = Files.createDirectories(Path.of(System.getProperty("wirebench.home"), "benchmarks/target"));
            options.result(target.resolve("jmh.json").toString()).resultFormat(ResultFormatType.JSON);
        }
        return options;
    }
}
