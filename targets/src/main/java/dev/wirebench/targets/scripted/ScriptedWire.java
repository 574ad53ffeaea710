package dev.wirebench.targets.scripted;

import dev.wirebench.model.service.Protocol;
import java.nio.ByteBuffer;

/** Server side of one protocol on one connection; knows neither clock nor socket. Confined to one loop. */
interface ScriptedWire {

    Protocol protocol();

    /** Whether answers are told apart by their order alone. */
    default boolean isOrdered() {
        return false;
    }

    /**
     * Consumes complete messages; the rest is passed again, together with what follows it. May modify the bytes, but
     * not keep them.
     */
    void read(ByteBuffer in, Replies replies);

    /** Receives what a protocol has read and sends. Takes ownership of the buffers, except {@code payload}. */
    interface Replies {

        /**
         * Handles a complete message.
         *
         * @param answer sent when the script says so
         * @param isLast whether the connection ends with the answer and its input is ignored from now on
         */
        void message(ByteBuffer payload, ByteBuffer answer, boolean isLast);

        /** Sends the protocol's own bytes at once. */
        void send(ByteBuffer bytes);

        /** Sends bytes at once, ends the connection and ignores its input from now on. */
        void sendLast(ByteBuffer bytes);

        /** Switches to another protocol. */
        void upgrade(ScriptedWire wire);
    }
}
