package dev.wirebench.harness.systems;

import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ${...}} stands for in a system's description and files. Confined to one thread. */
final class Variables {

    /** Some more than a small plan has: the checks open their own. */
    private static final int MIN_CONNECTIONS = 256;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private static final Pattern PORT = Pattern.compile("port\\.[a-z][a-z0-9]*");

    private final FreePorts freePorts = new FreePorts();
    private final Map<String, String> values = new TreeMap<>();

    /** Those that are known before a start. */
    Variables(SystemFolder system) {
        values.put("source", system.folder().toString());
        values.put("modules", system.modules().toString());
        values.put(
                "java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    void putDirectory(Path directory) {
        values.put("dir", directory.toString());
    }

    /** @param connections that the plan needs at once */
    void putConnections(int connections) {
        values.put("connections", Integer.toString(Math.max(MIN_CONNECTIONS, connections)));
    }

    void putBackend(Endpoints backend) {
        values.put("backend.http.port", Integer.toString(backend.http().getPort()));
        values.put("backend.raw.port", Integer.toString(backend.raw().getPort()));
    }

    /**
     * @param file named in the message
     * @throws PlanException if the text has a variable that there is not
     */
    String fill(Path file, String text) throws IOException {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value(file, matcher.group(1))));
        }
        return matcher.appendTail(filled).toString();
    }

    /** As {@link #fill(Path, String)}, each of them. */
    List<String> fill(Path file, List<String> texts) throws IOException {
        List<String> filled = new ArrayList<>();
        for (String text : texts) {
            filled.add(fill(file, text));
        }
        return filled;
    }

    private String value(Path file, String name) throws IOException {
        if (!values.containsKey(name) && PORT.matcher(name).matches()) {
            values.put(name, Integer.toString(freePorts.next()));
        }
        String value = values.get(name);
        if (value == null) {
            throw new PlanException(file + ": unknown variable ${" + name + "}; there are here "
                    + String.join(", ", values.keySet()) + ", port.NAME");
        }
        return value;
    }
}
