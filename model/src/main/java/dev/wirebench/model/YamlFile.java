package dev.wirebench.model;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** YAML that a user has written, read strictly: an unknown key is refused, and a mistake is named with its place. */
public final class YamlFile {

    private YamlFile() {}

    /** @throws PlanException with one line that names the file, the place in it, and what is wrong */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return parse(file.toString(), Files.readString(file), type);
        } catch (CharacterCodingException e) {
            throw new PlanException(file + ": is not text in UTF-8");
        } catch (AccessDeniedException e) {
            throw new PlanException(file + ": cannot be read: no permission");
        } catch (IOException e) {
            throw new PlanException(file + ": cannot be read: " + e.getMessage());
        }
    }

    static <T> T parse(String source, String yaml, Class<T> type) {
        try {
            T read = Json.YAML.readValue(yaml, type);
            if (read == null) {
                throw new PlanException(source + ": the " + noun(type) + " is empty");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            String allowed = e.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            String parent = dotted(e.getPath().subList(0, e.getPath().size() - 1));
            throw new PlanException(place(source, yaml, e, "") + "unknown key '" + e.getPropertyName() + "'"
                    + (parent.isEmpty() ? "" : " in " + parent) + "; allowed: " + allowed);
        } catch (JsonMappingException e) {
            String reason = reason(e);
            String path = dotted(e.getPath());
            throw new PlanException(place(source, yaml, e, reason) + (path.isEmpty() ? "" : path + ": ") + reason);
        } catch (JsonProcessingException e) {
            throw new PlanException(place(source, e.getLocation()) + problem(e.getOriginalMessage()));
        }
    }

    private static String noun(Class<?> type) {
        return type == Plan.class ? "plan" : "file";
    }

    /** The place of the key that the mistake is about: the one that begins the reason, or else the path's last. */
    private static String place(String source, String yaml, JsonMappingException e, String reason) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        String firstWord =
                reason.split(" ", 2)[0].replaceAll("\\[([0-9]+)]", "/$1").replace('.', '/');
        JsonLocation at = locate(yaml, pointer + "/" + firstWord);
        at = at == null ? locate(yaml, pointer.toString()) : at;
        return place(source, at == null ? e.getLocation() : at);
    }

    private static String place(String source, JsonLocation at) {
        return at == null ? source + ": " : source + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": ";
    }

    /** Where in the text the value at a JSON pointer begins; null if there is none. */
    static JsonLocation locate(String yaml, String pointer) {
        JsonPointer wanted = JsonPointer.compile(pointer);
        try (JsonParser parser = Json.YAML.createParser(yaml)) {
            for (JsonToken token; (token = parser.nextToken()) != null; ) {
                if (token != JsonToken.FIELD_NAME
                        && parser.getParsingContext().pathAsPointer().equals(wanted)) {
                    return parser.currentTokenLocation();
                }
            }
        } catch (IOException e) {
            return null;
        }
        return null;
    }

    private static String dotted(List<JsonMappingException.Reference> path) {
        StringBuilder joined = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                joined.append('[').append(step.getIndex()).append(']');
            } else {
                joined.append(joined.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return joined.toString();
    }

    private static String reason(JsonMappingException e) {
        Throwable cause = e.getCause();
        if (cause == null && e.getOriginalMessage().startsWith("Missing required creator property")) {
            return "is missing";
        }
        String message = cause instanceof IllegalArgumentException
                ? cause.getMessage()
                : Expected.insteadOf(e).orElse(e.getOriginalMessage());
        return Redaction.userInfo(problem(message));
    }

    /** A YAML parser says what it was doing and then what was wrong, each followed by indented lines that quote the text. */
    private static String problem(String message) {
        List<String> said = message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .toList();
        boolean isOfYaml = said.size() > 1 && said.get(0).startsWith("while ");
        return said.isEmpty() ? "" : isOfYaml ? said.get(0) + ": " + said.get(1) : said.get(0);
    }
}
