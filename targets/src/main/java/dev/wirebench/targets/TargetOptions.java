package dev.wirebench.targets;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.targets.scripted.Timetable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Addresses of the targets, and their script. Immutable.
 *
 * @param host name or address to bind to
 * @param httpPort port of HTTP and WebSocket; any port may be 0, for a free one
 * @param script for the echo services to follow; null to answer at once
 * @param scriptLog log file of the script; null for none
 */
public record TargetOptions(
        String host, int httpPort, int rawPort, int listenerPort, TargetScript script, Path scriptLog) {

    /** Loopback only, on free ports. */
    public static final TargetOptions DEFAULTS = new TargetOptions("127.0.0.1", 0, 0, 0);

    private static final List<String> KEYS =
            List.of("--host", "--http-port", "--raw-port", "--listener-port", "--script", "--script-log");

    public TargetOptions {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("--host must be a host name or an address, was '" + host + "'");
        }
        requirePort("--http-port", httpPort);
        requirePort("--raw-port", rawPort);
        requirePort("--listener-port", listenerPort);
        if (scriptLog != null && script == null) {
            throw new IllegalArgumentException("--script-log needs --script, was " + scriptLog);
        }
    }

    /** Without a script. */
    public TargetOptions(String host, int httpPort, int rawPort, int listenerPort) {
        this(host, httpPort, rawPort, listenerPort, null, null);
    }

    /**
     * Reads {@code --key value} pairs.
     *
     * @throws IllegalArgumentException if one is unknown, repeated, without a value or out of range
     */
    static TargetOptions parse(String... args) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!KEYS.contains(args[i])) {
                throw new IllegalArgumentException(
                        "unknown option '" + args[i] + "', known options: " + String.join(", ", KEYS));
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            if (given.put(args[i], args[i + 1]) != null) {
                throw new IllegalArgumentException(args[i] + " is repeated in " + Arrays.toString(args));
            }
        }
        return new TargetOptions(
                given.getOrDefault("--host", DEFAULTS.host),
                port("--http-port", given),
                port("--raw-port", given),
                port("--listener-port", given),
                script(given.get("--script")),
                given.containsKey("--script-log") ? Path.of(given.get("--script-log")) : null);
    }

    private static TargetScript script(String json) {
        if (json == null) {
            return null;
        }
        try {
            TargetScript script = TargetScript.parse(json);
            if (script == null) {
                throw new IllegalArgumentException("not a script: " + json);
            }
            // Fails early if the script cannot be followed.
            Timetable.ofEachWire(script);
            return script;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--script: " + e.getMessage().replaceAll("\\s+", " "), e);
        }
    }

    private static int port(String key, Map<String, String> given) {
        String value = given.getOrDefault(key, "0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be 0 to 65535, was " + value, e);
        }
    }

    private static void requirePort(String key, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(key + " must be 0 to 65535, was " + port);
        }
    }
}
