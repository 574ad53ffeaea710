package dev.wirebench.targets.scripted;

import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;

/** Messages with a 4-byte big-endian length in both directions. Confined to one loop. */
final class ScriptedRaw implements ScriptedWire {

    @Override
    public Protocol protocol() {
        return Protocol.RAW;
    }

    @Override
    public void read(ByteBuffer in, Replies replies) {
        while (in.remaining() >= Integer.BYTES) {
            int length = in.getInt(in.position());
            if (length < 0 || length > Target.MAX_BODY_BYTES) {
                replies.sendLast(ByteBuffer.allocate(0));
                return;
            }
            int messageBytes = Integer.BYTES + length;
            if (in.remaining() < messageBytes) {
                return;
            }
            ByteBuffer answer = ByteBuffer.allocate(messageBytes);
            answer.put(0, in, in.position(), messageBytes);
            in.position(in.position() + messageBytes);
            replies.message(answer.slice(Integer.BYTES, length), answer, false);
        }
    }
}
