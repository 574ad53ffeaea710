package dev.wirebench.target;

import dev.wirebench.model.Protocol;
import java.nio.ByteBuffer;

/** The server's side of one wire on one connection; reads no clock and knows no socket. Confined to one loop. */
interface ScriptedWire {

    Protocol protocol();

    /**
     * Consumes what is whole; the rest comes again, with what follows it. The bytes may be changed, and are the
     * caller's again afterwards.
     */
    void read(ByteBuffer in, Replies replies);

    /** What a wire makes of what it has read; buffers are given away, except {@code payload}. */
    interface Replies {

        /**
         * A whole message.
         *
         * @param answer sent when the script says so
         * @param isLast whether the connection ends with the answer, and nothing more is read
         */
        void message(ByteBuffer payload, ByteBuffer answer, boolean isLast);

        /** Bytes of the protocol itself, which wait for no script. */
        void say(ByteBuffer bytes);

        /** The same, after which the connection ends and nothing more is read. */
        void sayLast(ByteBuffer bytes);

        /** What follows is read by another wire. */
        void upgrade(ScriptedWire wire);
    }
}
