package dev.wirebench.report.read;

import dev.wirebench.model.record.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One or several runs, read and ready to be shown side by side. Immutable. */
public record Comparison(List<Run> runs) {

    /** What a run says of the system that was its target is meant to differ. */
    private static final String OF_SYSTEM = "system.";

    public static Comparison of(List<RunFolder> folders) throws IOException {
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("a comparison needs at least one run");
        }
        List<Run> runs = new ArrayList<>();
        for (RunFolder folder : folders) {
            runs.add(Run.read(folder));
        }
        return new Comparison(List.copyOf(runs));
    }

    /** Keys of the environment that are not the same in all runs, though they should be. */
    public Set<String> environmentDifferences() {
        Set<String> keys = new TreeSet<>();
        Map<String, String> first = runs.get(0).record().facts();
        for (Run run : runs) {
            Map<String, String> other = run.record().facts();
            Set<String> both = new TreeSet<>(first.keySet());
            both.addAll(other.keySet());
            both.removeIf(key -> key.startsWith(OF_SYSTEM)
                    || first.containsKey(key) && first.get(key).equals(other.get(key)));
            keys.addAll(both);
        }
        return keys;
    }
}
