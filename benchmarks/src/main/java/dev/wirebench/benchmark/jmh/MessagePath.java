package dev.wirebench.benchmark.jmh;

import dev.wirebench.benchmark.BenchmarkMain;
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

/** Measures the path of a message with JMH, whose arguments it accepts. Started by {@code benchmarks/jmh}. */
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

    private static void measure(CommandLineOptions options, String[] args) throws IOException, RunnerException {
        if (isInformational(options)) {
            Main.main(args);
            return;
        }
        PrintStream out = System.out;
        // JMH reports progress on standard output, which is reserved for the table.
        System.setOut(System.err);
        out.print(PathTable.toMarkdown(new Runner(withDefaults(options).build()).run()));
    }

    private static boolean isInformational(CommandLineOptions options) {
        return options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats();
    }

    private static ChainedOptionsBuilder withDefaults(CommandLineOptions options) throws IOException {
        ChainedOptionsBuilder completed = new OptionsBuilder().parent(options).shouldFailOnError(true);
        if (options.getProfilers().isEmpty()) {
            completed.addProfiler(GCProfiler.class);
        }
        if (!options.getResult().hasValue() && !options.getResultFormat().hasValue()) {
            Path target = Files.createDirectories(BenchmarkMain.output());
            completed.result(target.resolve("jmh.json").toString()).resultFormat(ResultFormatType.JSON);
        }
        return completed;
    }
}
