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
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new PlanException(file + ": is not text in UTF-8");
        } catch (AccessDeniedException e) {
            throw new PlanException(file + ": cannot be read: no permission");
        } catch (IOException e) {
            throw new PlanException(file + ": cannot be read: " + e.getMessage());
        }
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
                    .mapToObj(i -> locate(yaml, "/gates/" + i).getLineNr())
                    .toList();
        } catch (IOException e) {
            throw new PlanException(file + ": cannot be read: " + e.getMessage());
        }
    }

    static Plan parse(String source, String yaml) {
        try {
            Plan plan = Json.YAML.readValue(yaml, Plan.class);
            if (plan == null) {
                throw new PlanException(source + ": the plan is empty");
            }
            return plan;
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
    private static JsonLocation locate(String yaml, String pointer) {
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
