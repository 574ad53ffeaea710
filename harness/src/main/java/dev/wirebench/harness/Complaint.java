package dev.wirebench.harness;

import dev.wirebench.analysis.ci.ResultDocument;
import dev.wirebench.model.PlanException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What went wrong, in one line on standard error: what, where and what is allowed. A stack trace follows only with {@value
 * #DEBUG}; with {@code --json} standard output says it too. Immutable.
 */
record Complaint(String command, int exitCode, String message) {

    static final String DEBUG = "--debug";

    /** A word on the command line that cannot be taken. */
    static int ofUsage(ParameterException e, String[] words) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String message = oneLine(usage(e, spec)).replaceFirst("\\.$", "");
        String help = (message.endsWith("?") ? " See '" : "; see '") + spec.qualifiedName() + " --help'";
        return new Complaint(spec.name(), ExitCode.BAD_PLAN_OR_USAGE, message + help).print(e, words);
    }

    /** What a command could not do. */
    static int ofFailure(Throwable e, CommandLine command, List<String> words) {
        boolean isUsers = e instanceof PlanException;
        String message = isUsers ? e.getMessage() : reason(e) + " (" + DEBUG + " shows where)";
        return new Complaint(
                        command.getCommandSpec().name(),
                        isUsers ? ExitCode.BAD_PLAN_OR_USAGE : ExitCode.HARNESS_FAILED,
                        oneLine(message))
                .print(e, words.toArray(String[]::new));
    }

    private static String usage(ParameterException e, CommandSpec spec) {
        List<String> commands = spec.subcommands().keySet().stream().toList();
        boolean hasCommands = !commands.isEmpty();
        String there = "; there are " + String.join(", ", commands);
        if (e instanceof UnmatchedArgumentException unmatched) {
            boolean isOption = unmatched.isUnknownOption();
            String word = unmatched.getUnmatched().get(0);
            List<String> similar = unmatched.getSuggestions();
            String unknown = isOption
                    ? "unknown option '" + word + "'"
                    : hasCommands ? "unknown command '" + word + "'" : "unexpected '" + word + "'";
            String hint = similar.isEmpty()
                    ? hasCommands && !isOption ? there : ""
                    : "; did you mean " + String.join(" or ", similar) + "?";
            return unknown + hint;
        }
        boolean isBare = hasCommands && e.getMessage().startsWith("Missing required subcommand");
        return isBare ? "no command was given" + there : e.getMessage().replace("option option", "option");
    }

    /** Of the system's exceptions, most say no more than a file's name. */
    static String reason(Throwable e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": no permission";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException other) {
            return other.getFile() + ": is no folder";
        }
        if (e instanceof IOException && e.getMessage() != null) {
            return e.getMessage();
        }
        String kind = e.getClass().getSimpleName();
        String text = e.getMessage() == null ? kind : kind + ": " + e.getMessage();
        boolean isSaid = e.getCause() == null
                || text.contains(String.valueOf(e.getCause().getMessage()));
        return isSaid ? text : text + ": " + reason(e.getCause());
    }

    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private int print(Throwable e, String[] words) {
        System.err.println("wirebench: " + message);
        List<String> all = Arrays.asList(words);
        if (all.contains(DEBUG)) {
            e.printStackTrace();
        }
        if (all.contains(JsonOption.NAME)) {
            System.out.print(
                    new ResultDocument(command, exitCode).withError(message).text());
            System.out.flush();
        }
        return exitCode;
    }
}
