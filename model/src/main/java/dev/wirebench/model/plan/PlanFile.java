package dev.wirebench.model.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wirebench.model.text.Json;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.YamlFile;
import dev.wirebench.model.text.YamlTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A plan as a YAML file. */
public final class PlanFile {

    /** The keys that no plan is without. */
    private static final ObjectNode STAND_INS = standIns();

    private PlanFile() {}

    /** @throws PlanException with a line for each mistake that names the file, the place in it, and what is wrong */
    public static Plan read(Path file) {
        requireFile(file);
        return parse(file.toString(), YamlFile.text(file));
    }

    private static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new PlanException(file + ": is a folder; a plan is a YAML file");
        }
        if (!Files.exists(file)) {
            throw new PlanException(file + ": no such plan; a plan is a YAML file, ready ones lie in plans/");
        }
    }

    /**
     * The lines, from 1 on, at which the gates of a plan begin; as many as it has gates.
     *
     * @throws PlanException as {@link #read}
     */
    public static List<Integer> gateLines(Path file) {
        int gates = read(file).gates().size();
        YamlTree tree = YamlTree.parse(file.toString(), YamlFile.text(file));
        return IntStream.range(0, gates)
                .mapToObj(i -> tree.at("/gates/" + i).orElseThrow().getLineNr())
                .toList();
    }

    public static Plan parse(String source, String yaml) {
        return YamlFile.parse(source, yaml, Plan.class, STAND_INS);
    }

    private static ObjectNode standIns() {
        ObjectNode keys = Json.YAML.createObjectNode().put("name", "x");
        keys.putArray("cells").add(Cell.MATRIX.get(0).name());
        keys.putArray("load").addObject().put("kind", "closed").put("connections", Load.MAX_CONNECTIONS);
        keys.putObject("phases").put("warmUpSeconds", 0).put("measurementSeconds", 1);
        return keys;
    }
}
