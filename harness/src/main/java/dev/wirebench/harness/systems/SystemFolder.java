package dev.wirebench.harness.systems;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.Similar;
import dev.wirebench.model.text.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that describes a system: {@code targets/external/<name>}. To add one is to add a folder. Immutable.
 *
 * @param folder absolute
 */
public record SystemFolder(String name, Path folder, SystemDescription description) {

    private static final String DESCRIPTION = "system.yaml";

    /**
     * All there are, by name.
     *
     * @param home of Wirebench
     * @throws PlanException if a description is wrong
     */
    public static List<SystemFolder> all(Path home) throws IOException {
        Path parent = parent(home);
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (Stream<Path> inside = Files.list(parent)) {
                inside.filter(folder -> Files.isRegularFile(folder.resolve(DESCRIPTION)))
                        .sorted()
                        .forEach(folders::add);
            }
        }
        return folders.stream().map(SystemFolder::read).toList();
    }

    /** @throws PlanException if there is none of that name, or its description is wrong */
    public static SystemFolder find(Path home, String name) throws IOException {
        Path folder = parent(home).resolve(name);
        if (Files.isRegularFile(folder.resolve(DESCRIPTION))) {
            return read(folder);
        }
        List<String> known = new ArrayList<>(List.of(Plan.EMBEDDED_SYSTEM));
        all(home).forEach(system -> known.add(system.name));
        throw new PlanException(
                "unknown system '" + name + "'; there are " + String.join(", ", known) + Similar.hint(name, known));
    }

    private static Path parent(Path home) {
        return home.toAbsolutePath().normalize().resolve("targets/external");
    }

    private static SystemFolder read(Path folder) {
        return new SystemFolder(
                folder.getFileName().toString(),
                folder,
                YamlFile.read(folder.resolve(DESCRIPTION), SystemDescription.class));
    }

    /** Names the file in a message. */
    Path file() {
        return folder.resolve(DESCRIPTION);
    }

    Path modules() {
        return folder.resolve("node_modules");
    }
}
