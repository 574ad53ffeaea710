package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wirebench.model.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What each wire puts on the socket, connection by connection; {@code anatomy.json} in a run folder. Immutable. */
public record Anatomy(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) List<Exchange> exchanges) {

    /** Its name in a run folder. */
    public static final String FILE = "anatomy.json";

    /** Raised whenever an older reader would misunderstand. */
    public static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Anatomy {
        exchanges = List.copyOf(exchanges);
    }

    public Anatomy(List<Exchange> exchanges) {
        this(FORMAT, exchanges);
    }

    public String toJson() {
        try {
            return SafeText.json(JSON.writeValueAsString(this)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException if the text is damaged or of a newer format */
    static Anatomy parse(String json) throws IOException {
        JsonNode tree = JSON.readTree(json);
        int format = tree.path("format").asInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " is unknown; this version reads " + FORMAT);
        }
        return JSON.treeToValue(tree, Anatomy.class);
    }

    /**
     * The anatomy that a run folder keeps; empty where it keeps none.
     *
     * @throws IOException if it is damaged or of a newer format
     */
    public static Optional<Anatomy> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    public Optional<Exchange> find(String name) {
        return exchanges.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
