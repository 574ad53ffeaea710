package dev.wirebench.harness.systems;

import dev.wirebench.harness.process.CommandPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a system needs and this machine has, or not. Immutable.
 *
 * @param version as the system tells; {@code unknown} where it does not
 * @param missing each with its kind
 */
public record Requirements(String version, List<String> missing) {

    private static final String UNKNOWN = "unknown";

    private static final int VERSION_SECONDS = 20;

    public Requirements {
        missing = List.copyOf(missing);
    }

    /** Looks for everything; only where nothing is missing is the version asked for. */
    public static Requirements of(SystemFolder system) throws IOException {
        Variables variables = new Variables(system);
        List<String> missing = new ArrayList<>();
        for (String command :
                variables.fill(system.file(), system.description().needs().commands())) {
            if (CommandPath.find(command).isEmpty()) {
                missing.add("command " + command);
            }
        }
        for (String file :
                variables.fill(system.file(), system.description().needs().files())) {
            if (!Files.exists(Path.of(file))) {
                missing.add("file " + file);
            }
        }
        return new Requirements(missing.isEmpty() ? version(system, variables) : UNKNOWN, missing);
    }

    public boolean areMet() {
        return missing.isEmpty();
    }

    private static String version(SystemFolder system, Variables variables) throws IOException {
        SystemDescription.Version asked = system.description().version();
        ProcessBuilder builder = new ProcessBuilder(variables.fill(system.file(), asked.command()));
        CommandPath.find(builder.command().get(0))
                .ifPresent(command -> builder.command().set(0, command.toString()));
        builder.environment().put("PATH", CommandPath.text());
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Matcher matcher = Pattern.compile(asked.pattern()).matcher(printed);
            return matcher.find() ? matcher.group(1) : UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
