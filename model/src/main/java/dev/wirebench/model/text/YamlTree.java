package dev.wirebench.model.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A YAML document and where each of its values stands. What only an attack needs is refused while it is read: depth,
 * endless numbers, aliases. Confined to one thread.
 */
public final class YamlTree {

    private static final int MAX_DEPTH = 50;

    /** Far more than any key takes. */
    private static final int MAX_NUMBER_CHARACTERS = 100;

    /** The parser takes time that grows with the square of a word's length. */
    private static final Pattern ENDLESS_NUMBER = Pattern.compile("(?<![^\\s,:\\[{])[-+0-9_.eE]{100001,}+");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String source;
    private final Map<String, JsonLocation> locations = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final JsonNode root;

    private YamlTree(String source, String yaml) throws IOException {
        this.source = source;
        Matcher endless = ENDLESS_NUMBER.matcher(yaml);
        if (endless.find()) {
            long line = yaml.substring(0, endless.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            throw new PlanException(source + ":" + line + ": " + tooLong(endless.end() - endless.start()));
        }
        try (YAMLParser parser = (YAMLParser) Json.YAML.createParser(yaml)) {
            JsonToken first = parser.nextToken();
            root = first == null ? MissingNode.getInstance() : value(parser, first, "");
            if (first != null && parser.nextToken() != null) {
                throw refused(parser, "only one document can stand in a file");
            }
        } catch (JsonProcessingException e) {
            throw new PlanException(syntax(e));
        }
    }

    /** @throws PlanException if the text is no YAML, with the place of what is wrong */
    public static YamlTree parse(String source, String yaml) {
        try {
            return new YamlTree(source, yaml);
        } catch (IOException e) {
            throw new PlanException(source + ": cannot be read as YAML");
        }
    }

    /** Missing if there is nothing but blanks and comments. */
    JsonNode root() {
        return root;
    }

    /** @param pointer as of RFC 6901 */
    public Optional<JsonLocation> at(String pointer) {
        return Optional.ofNullable(locations.get(pointer));
    }

    /** {@code file:line:column: } of a value, or of the nearest around it. */
    String place(String pointer) {
        return place(nearest(pointer));
    }

    /** In characters from the beginning, of the same place. */
    long offset(String pointer) {
        JsonLocation nearest = nearest(pointer);
        return nearest == null ? 0 : nearest.getCharOffset();
    }

    private JsonLocation nearest(String pointer) {
        String at = pointer;
        while (!locations.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return locations.get(at);
    }

    private String place(JsonLocation at) {
        return at == null ? source + ": " : source + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": ";
    }

    /** @return the pointer's next step */
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode value(YAMLParser parser, JsonToken token, String pointer) throws IOException {
        locations.put(pointer, parser.currentTokenLocation());
        if (parser.isCurrentAlias()) {
            throw refused(parser, "aliases such as *name are not supported: write the value out");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, pointer);
            case START_ARRAY -> array(parser, pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_STRING -> NODES.textNode(parser.getText());
            default -> throw refused(parser, "tags such as !!binary are not supported");
        };
    }

    private JsonNode object(YAMLParser parser, String pointer) throws IOException {
        enter(parser, pointer);
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            object.set(name, value(parser, parser.nextToken(), pointer + step(name)));
        }
        open.pop();
        return object;
    }

    private JsonNode array(YAMLParser parser, String pointer) throws IOException {
        enter(parser, pointer);
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token; (token = parser.nextToken()) != JsonToken.END_ARRAY; ) {
            array.add(value(parser, token, pointer + "/" + array.size()));
        }
        open.pop();
        return array;
    }

    private void enter(JsonParser parser, String pointer) throws IOException {
        open.push(pointer);
        if (open.size() > MAX_DEPTH) {
            throw refused(parser, "is nested more than " + MAX_DEPTH + " deep");
        }
    }

    private JsonNode number(JsonParser parser) throws IOException {
        if (parser.getTextLength() > MAX_NUMBER_CHARACTERS) {
            throw refused(parser, tooLong(parser.getTextLength()));
        }
        return switch (parser.getNumberType()) {
            case INT, LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER -> NODES.numberNode(parser.getBigIntegerValue());
            default -> NODES.numberNode(parser.getDoubleValue());
        };
    }

    private static String tooLong(int characters) {
        return "a number of " + characters + " characters; at most " + MAX_NUMBER_CHARACTERS + " are read";
    }

    private PlanException refused(JsonParser parser, String why) {
        return new PlanException(place(parser.currentTokenLocation()) + why);
    }

    /** A list or mapping that does not end is told by where it begins, anything else by where the reading ended. */
    private String syntax(JsonProcessingException e) {
        String within = open.isEmpty() ? "" : open.peek();
        String place = within.isEmpty() ? place(e.getLocation()) : place(within);
        return place + (within.isEmpty() ? "" : dotted(within) + ": ") + problem(e.getOriginalMessage());
    }

    /** {@code /load/0/connections} as {@code load[0].connections}. */
    static String dotted(String pointer) {
        StringBuilder dotted = new StringBuilder();
        for (String step : pointer.split("/")) {
            if (step.matches("[0-9]+")) {
                dotted.append('[').append(step).append(']');
            } else if (!step.isEmpty()) {
                dotted.append(dotted.isEmpty() ? "" : ".")
                        .append(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return dotted.toString();
    }

    /** A YAML parser says what it was doing and then what was wrong, each followed by indented lines that quote the text. */
    private static String problem(String message) {
        if (message.startsWith("Duplicate field ")) {
            return "key" + message.substring("Duplicate field".length()) + " stands twice";
        }
        if (message.startsWith("Expected a field name")) {
            return "a key must be text";
        }
        List<String> said = message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .toList();
        boolean isOfYaml = said.size() > 1 && said.get(0).startsWith("while ");
        return said.isEmpty()
                ? "is no YAML"
                : Reason.withoutClassNames(isOfYaml ? said.get(0) + ": " + said.get(1) : said.get(0));
    }
}
