package dev.wirebench.loadgen.wire;

import java.nio.ByteBuffer;

/** Takes in the data messages of a WebSocket, without their frames. Confined to one worker. */
interface Messages {

    /** @param opcode TEXT or BINARY. @return false if no such message may begin here */
    boolean begin(int opcode);

    /** Consumes {@code length} bytes of the message. @return false if they break the protocol */
    boolean accept(ByteBuffer in, int length);

    /** The message is whole. @return what that means; MORE where it means nothing */
    Decoded end();
}
