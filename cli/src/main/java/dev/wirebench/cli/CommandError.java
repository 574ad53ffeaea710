package dev.wirebench.cli;

import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.Reason;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.export.ResultDocument;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What went wrong, in a line for each mistake on standard error: what, where and what is allowed. None of them has a class
 * name, a credential of a URL, or a character that a terminal obeys. A stack trace follows only with {@value #DEBUG}; with
 * {@code --json} standard output says it too. Immutable.
 */
record CommandError(String command, int exitCode, List<String> messages) {

    static final String DEBUG = "--debug";

    CommandError {
        messages = messages.stream()
                .map(CommandError::oneLine)
                .map(Redaction.USUAL::sentence)
                .map(SafeText::line)
                .toList();
    }

    /** A word on the command line that cannot be taken. */
    static int ofUsage(ParameterException e, String[] words) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String message = oneLine(usage(e, spec)).replaceFirst("\\.$", "");
        String help = (message.endsWith("?") ? " See '" : "; see '") + spec.qualifiedName() + " --help'";
        return new CommandError(spec.name(), ExitCode.BAD_PLAN_OR_USAGE, List.of(message + help)).print(e, words);
    }

    /** What a command could not do. */
    static int ofFailure(Throwable e, CommandLine command, List<String> words) {
        String name = command.getCommandSpec().name();
        CommandError complaint = e instanceof PlanException mistaken
                ? new CommandError(name, ExitCode.BAD_PLAN_OR_USAGE, mistaken.mistakes())
                : new CommandError(
                        name, ExitCode.HARNESS_FAILED, List.of(Reason.of(e) + " (" + DEBUG + " shows where)"));
        return complaint.print(e, words.toArray(String[]::new));
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
        return isBare
                ? "no command was given" + there
                : conversion(e.getMessage().replace("option option", "option"));
    }

    /** Why a word cannot be taken stands in brackets behind the exception's name. */
    private static String conversion(String message) {
        String said = message.replaceFirst(" \\((?:[a-z]+\\.)+[A-Z]\\w*(?:: (.*))?\\)$", ": $1");
        return said.contains("unmappable") ? said + "; it can be read in a UTF-8 locale, such as LC_ALL=C.UTF-8" : said;
    }

    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private int print(Throwable e, String[] words) {
        messages.forEach(message -> System.err.println("wirebench: " + message));
        List<String> all = Arrays.asList(words);
        if (all.contains(DEBUG)) {
            e.printStackTrace();
        }
        if (all.contains(JsonOption.NAME)) {
            System.out.print(new ResultDocument(command, exitCode)
                    .withError(String.join("\n", messages))
                    .text());
            System.out.flush();
        }
        return exitCode;
    }
}
