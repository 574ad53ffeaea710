package dev.wirebench.model.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** YAML that a user has written, read strictly: an unknown key is refused, and each mistake is named with its place. */
public final class YamlFile {

    private static final long MAX_BYTES = 1 << 20;

    private YamlFile() {}

    /** @throws PlanException with a line for each mistake that names the file, the place in it, and what is wrong */
    public static <T> T read(Path file, Class<T> type) {
        return parse(file.toString(), text(file), type);
    }

    /** @throws PlanException if it cannot be read */
    public static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new PlanException(file + ": has more than " + MAX_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new PlanException(file + ": is not text in UTF-8");
        } catch (AccessDeniedException e) {
            throw new PlanException(file + ": cannot be read: no permission");
        } catch (IOException e) {
            throw new PlanException(file + ": cannot be read");
        }
    }

    static <T> T parse(String source, String yaml, Class<T> type) {
        return parse(source, yaml, type, Json.YAML.createObjectNode());
    }

    /** @param standIns for required keys that are wrong, while the rest is judged */
    public static <T> T parse(String source, String yaml, Class<T> type, ObjectNode standIns) {
        YamlTree tree = YamlTree.parse(source, yaml);
        if (tree.root().isMissingNode() || tree.root().isNull()) {
            throw new PlanException(source + ": the file is empty");
        }
        return Binding.bind(tree, type, standIns);
    }
}
