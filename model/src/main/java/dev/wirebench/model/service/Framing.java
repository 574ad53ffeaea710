package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.wirebench.model.text.Require;

/** Where one message ends and the next begins on a raw TCP connection. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Framing.LengthPrefix.class, name = "length-prefix"),
    @JsonSubTypes.Type(value = Framing.Delimiter.class, name = "delimiter"),
    @JsonSubTypes.Type(value = Framing.FixedSize.class, name = "fixed-size")
})
public sealed interface Framing {

    /** A 4-byte big-endian length, then as many bytes. */
    record LengthPrefix() implements Framing {}

    /** The message, then these characters, sent as UTF-8; they must not stand in the message. */
    record Delimiter(@JsonProperty(required = true) String delimiter) implements Framing {
        public Delimiter {
            Require.present("delimiter", delimiter);
            Require.inRange("length of delimiter", delimiter.length(), 1, 16);
        }
    }

    /** Answers of exactly {@code bytes} bytes; the message is sent as it is. */
    record FixedSize(@JsonProperty(required = true) int bytes) implements Framing {
        public FixedSize {
            Require.inRange("bytes", bytes, 1, Target.MAX_BODY_BYTES);
        }
    }
}
