package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Some bits of one byte. Immutable.
 *
 * @param bits eight characters, the highest bit first: {@code 0}, {@code 1}, or {@code .} where a bit belongs to another
 */
public record Bits(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String bits,
        @JsonProperty(required = true) String meaning) {

    private static final int BYTE = 0x100;

    /** @param mask the bits that are meant, as ones */
    static Bits of(String name, int value, int mask, String meaning) {
        StringBuilder bits = new StringBuilder();
        for (int bit = BYTE >> 1; bit > 0; bit >>= 1) {
            bits.append((mask & bit) == 0 ? '.' : (value & bit) == 0 ? '0' : '1');
        }
        return new Bits(name, bits.toString(), meaning);
    }
}
