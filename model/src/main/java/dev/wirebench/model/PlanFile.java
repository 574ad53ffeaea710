package dev.wirebench.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A plan as a YAML file. */
public final class PlanFile {

    private PlanFile() {}

    /** @throws PlanException with one line that names the file, the place in it, and what is wrong */
    public static Plan read(Path file) {
        if (Files.isDirectory(file)) {
            throw new PlanException(file + ": is a folder; a plan is a YAML file");
        }
        if (!Files.exists(file)) {
            throw new PlanException(file + ": no such plan; a plan is a YAML file, ready ones lie in plans/");
        }
        return YamlFile.read(file, Plan.class);
    }

    /**
     * The lines, from 1 on, at which the gates of a plan begin; as many as it has gates.
     *
     * @throws PlanException as {@link #read}
     */
    public static List<Integer> gateLines(Path file) {
        int gates = read(file).gates().size();
        try {
            String yaml = Files.readString(file);
            return IntStream.range(0, gates)
                    .mapToObj(i -> YamlFile.locate(yaml, "/gates/" + i).getLineNr())
                    .toList();
        } catch (IOException e) {
            throw new PlanException(file + ": cannot be read: " + e.getMessage());
        }
    }

    static Plan parse(String source, String yaml) {
        return YamlFile.parse(source, yaml, Plan.class);
    }
}
