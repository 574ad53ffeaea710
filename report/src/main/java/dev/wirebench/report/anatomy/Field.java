package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes that have one meaning. Immutable.
 *
 * @param offset of the first of them among all that went in that direction on the connection
 * @param hex the first {@link #SHOWN_BYTES} of them, two digits each; a credential's are those of {@code *}
 * @param plain the same without the WebSocket mask; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Field(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) Layer layer,

        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS)
        long offset,

        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS)
        long bytes,

        @JsonProperty(required = true) @JsonInclude(JsonInclude.Include.ALWAYS)
        String hex,

        String plain,
        @JsonProperty(required = true) String meaning,
        List<Bits> bits) {

    /** More than this of a part is not kept. */
    public static final int SHOWN_BYTES = 256;

    public Field {
        bits = bits == null ? List.of() : List.copyOf(bits);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN_BYTES)));
    }

    /** The bytes that are kept. */
    public byte[] shown() {
        return HexFormat.of().parseHex(hex);
    }

    /** The bytes that are kept, without the mask if there is one. */
    public byte[] said() {
        return plain == null ? shown() : HexFormat.of().parseHex(plain);
    }

    /** The same without the bytes themselves: each becomes {@code *}. */
    Field hidden(String why) {
        byte[] stars = new byte[(int) Math.min(bytes, SHOWN_BYTES)];
        Arrays.fill(stars, (byte) '*');
        return new Field(name, layer, offset, bytes, hex(stars), null, meaning + "; " + why, bits);
    }
}
