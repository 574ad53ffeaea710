package dev.wirebench.cli;

import dev.wirebench.harness.monitor.Versions;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.report.export.OutputKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line: {@code wirebench run}, {@code gate}, {@code report}, ... */
@Command(
        name = "wirebench",
        description = "Measures what a connection costs: short HTTP requests against long-lived connections.",
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            ReportCommand.class,
            GateCommand.class,
            BaselineCommand.class,
            TruthCommand.class,
            AnatomyCommand.class,
            SystemsCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Wirebench.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  passed",
            "  1  what was measured is not good enough: a gate failed, or too many percentiles",
            "     of truth are wrong; or doctor has found what would distort it",
            "  2  bad plan or usage",
            "  3  the run is not VALID, so it was not judged",
            "  4  the harness itself failed",
            "  5  a gate is inconclusive: the numbers cannot tell",
            "130  a signal came while the run was being prepared, or a second one after it: nothing",
            "     more is written (143 if SIGTERM came before that)"
        })
public final class Wirebench {

    @Option(
            names = CommandError.DEBUG,
            scope = ScopeType.INHERIT,
            description = "Show where in the code a failure comes from.")
    private boolean isDebugging;

    private Wirebench() {}

    public static void main(String[] args) {
        try {
            System.exit(run(args));
        } catch (Error e) {
            // The command line's own handler knows of exceptions only, and 1 would mean that a gate failed.
            System.exit(CommandError.ofFailure(e, commandLine(), List.of(args)));
        }
    }

    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Wirebench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(OutputKind.class, Wirebench::outputKind)
                .registerConverter(URI.class, Wirebench::url)
                .registerConverter(Path.class, Wirebench::path)
                .setParameterExceptionHandler(CommandError::ofUsage)
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> CommandError.ofFailure(e, command, parsed.originalArgs()));
    }

    private static OutputKind outputKind(String label) {
        try {
            return OutputKind.parse(label);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static Path path(String text) {
        if (text.contains("://")) {
            throw new TypeConversionException("must be a path, not a URL, was " + Redaction.USUAL.url(text));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("must be a path, was '" + text + "': " + e.getReason());
        }
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException(
                    "must be a URL such as http://host:port/path, was " + Redaction.USUAL.url(text));
        }
    }

    /** For the command line. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"wirebench " + Versions.wirebench()};
        }
    }
}
