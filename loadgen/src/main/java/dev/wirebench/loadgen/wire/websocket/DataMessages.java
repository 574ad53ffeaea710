package dev.wirebench.loadgen.wire.websocket;

import dev.wirebench.loadgen.wire.Decoded;
import java.nio.ByteBuffer;

/** Receives a WebSocket's data messages without their framing. Confined to one worker. */
public interface DataMessages {

    /** @param opcode TEXT or BINARY. @return false if such a message is not allowed here */
    boolean begin(int opcode);

    /** Consumes {@code length} bytes of the message. @return false if they violate the protocol */
    boolean accept(ByteBuffer in, int length);

    /** Ends the message. @return its meaning; MORE if it has none */
    Decoded end();
}
