package dev.wirebench.harness.systems;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.wirebench.model.service.Protocol;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * {@code system.yaml}: how another system is installed, started and asked. Its keys are described in docs/systems.md.
 * Immutable.
 *
 * @param title as its makers write it
 * @param files copied into the working directory, with their variables filled
 * @param build commands that are run there before the start
 * @param start runs in the foreground
 * @param serves address of each wire that it has, by the label of its protocol
 * @param maxMessageBytes the largest that it accepts; null where that is 1 MiB at least
 * @param cannot known inabilities, of {@link #INABILITIES}
 */
public record SystemDescription(
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) Kind kind,
        Needs needs,
        Install install,
        @JsonProperty(required = true) Version version,
        List<String> files,
        List<List<String>> build,
        @JsonProperty(required = true) List<String> start,
        @JsonProperty(required = true) Map<String, String> serves,
        Integer maxMessageBytes,
        List<String> cannot,
        Map<String, String> settings,
        List<String> differs) {

    static final List<String> INABILITIES =
            List.of("text", "binary", "fragments", "ping", "close", "subprotocol", "empty");

    private static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    /** What stands behind it. */
    public enum Kind {
        /** Wirebench's own embedded targets. */
        PROXY,
        /** Nothing: it echoes itself. */
        SERVER;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What must be there before it can be started. */
    public record Needs(List<String> commands, List<String> files) {
        static final Needs NOTHING = new Needs(null, null);

        public Needs {
            commands = list(commands);
            files = list(files);
        }
    }

    /**
     * What makes it be there.
     *
     * @param apt Debian packages
     * @param npm packages as {@code name@version}
     * @param maven modules of this checkout
     */
    public record Install(List<String> apt, List<String> npm, List<String> maven) {
        static final Install NOTHING = new Install(null, null, null);

        public Install {
            apt = list(apt);
            npm = list(npm);
            maven = list(maven);
            for (String name : npm) {
                if (!name.matches("(@[a-z0-9._-]+/)?[a-z0-9._-]+@[0-9][0-9A-Za-z.+-]*")) {
                    throw new IllegalArgumentException(
                            "npm must be names with an exact version, such as ws@8.18.0, was '" + name + "'");
                }
            }
        }
    }

    /** How it is asked for its version: the first group of the pattern in what the command prints. */
    public record Version(
            @JsonProperty(required = true) List<String> command,
            @JsonProperty(required = true) String pattern) {
        public Version {
            command = words("command", command);
            requireGroup(pattern);
        }

        private static void requireGroup(String pattern) {
            try {
                if (Pattern.compile(pattern).matcher("").groupCount() > 0) {
                    return;
                }
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("pattern must be a regular expression, was '" + pattern + "'", e);
            }
            throw new IllegalArgumentException("pattern must have a group, was '" + pattern + "'");
        }
    }

    /** @throws IllegalArgumentException naming the key, what is allowed, and what was given */
    public SystemDescription {
        needs = needs == null ? Needs.NOTHING : needs;
        install = install == null ? Install.NOTHING : install;
        files = list(files);
        build = list(build).stream().map(step -> words("build", step)).toList();
        start = words("start", start);
        serves = map(serves);
        requireWires(serves);
        if (maxMessageBytes != null && (maxMessageBytes < 1 || maxMessageBytes >= MAX_MESSAGE_BYTES)) {
            throw new IllegalArgumentException("maxMessageBytes must be 1 to " + (MAX_MESSAGE_BYTES - 1)
                    + ", or absent where the limit is not below 1 MiB, was " + maxMessageBytes);
        }
        cannot = list(cannot);
        for (String what : cannot) {
            if (!INABILITIES.contains(what)) {
                throw new IllegalArgumentException(
                        "cannot must be of " + String.join(", ", INABILITIES) + ", was '" + what + "'");
            }
        }
        settings = map(settings);
        differs = list(differs);
    }

    private static void requireWires(Map<String, String> serves) {
        if (serves.isEmpty()) {
            throw new IllegalArgumentException("serves must not be empty");
        }
        serves.forEach((wire, address) -> {
            String scheme = Protocol.of(wire)
                    .map(Protocol::scheme)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "serves must be of " + String.join(", ", Protocol.labels()) + ", was '" + wire + "'"));
            if (!address.startsWith(scheme + "://127.0.0.1:${port.")) {
                throw new IllegalArgumentException("serves." + wire + " must begin with " + scheme
                        + "://127.0.0.1:${port.NAME}, was '" + address + "'");
            }
        });
    }

    private static List<String> words(String key, List<String> words) {
        if (words == null || words.isEmpty()) {
            throw new IllegalArgumentException(key + " must be a command and its arguments, was empty");
        }
        return List.copyOf(words);
    }

    private static <E> List<E> list(List<E> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    private static Map<String, String> map(Map<String, String> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    boolean isProxy() {
        return kind == Kind.PROXY;
    }

    /** The wires that it has. */
    public Set<Protocol> wires() {
        return serves.keySet().stream()
                .map(label -> Protocol.of(label).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Protocol.class)));
    }
}
