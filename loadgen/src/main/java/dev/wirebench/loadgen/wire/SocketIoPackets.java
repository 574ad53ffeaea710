package dev.wirebench.loadgen.wire;

import dev.wirebench.model.Target;
import dev.wirebench.model.Target.Check;
import java.nio.ByteBuffer;

/**
 * The packets a Socket.IO server sends (Socket.IO protocol, revision 5, on Engine.IO protocol, revision 4), read strictly:
 * each where it may come, in one namespace, with JSON that is whole. Confined to one worker.
 *
 * <p>An answer that is expected byte for byte is only compared; what differs is read from its beginning.
 */
final class SocketIoPackets implements Messages {

    private static final byte[] CONNECT = {'4', '0'};
    private static final byte[] PONG = {'3'};

    private enum Stage {
        OPENING,
        CONNECTING,
        CONNECTED
    }

    /** What the packet says, once its type is known. */
    private enum Packet {
        OPEN,
        CLOSE,
        PING,
        NOOP,
        CONNECTED,
        DECLINED,
        EVENT
    }

    /** Where in a message the next byte belongs. */
    private enum Part {
        /** All of it is compared with what is expected. */
        EXPECTED,
        ENGINE_TYPE,
        TYPE,
        HANDSHAKE_DATA,
        EVENT,
        NOTHING,
        ATTACHMENT
    }

    private final EventText expected;
    private final Answer attachment;
    private final boolean isEcho;

    /** What tells an answer from other events; null if the first that comes is taken for one. */
    private final Sign sign;

    private final int greeting;
    private final int expectedAttachments;
    private final HandshakeData handshake = new HandshakeData();
    private final EventSyntax event = new EventSyntax();

    private Stage stage;
    private Packet packet;
    private Part part;
    private byte[] reply;
    private boolean isClosing;
    private boolean awaiting;
    private int greetingLeft;
    private long sequence;

    /** Bytes of the message so far, while it is compared, and whether they are all equal. */
    private int received;

    private boolean isEqualSoFar;

    private int attachmentsLeft;

    /** Of the last event: it began when an answer was awaited; its text is the expected one. */
    private boolean isAnswer;

    private boolean isEqual;

    SocketIoPackets(Target.SocketIo service, EventText expected, Payload payload) {
        this.expected = expected;
        this.attachment = new Answer(payload, service.check());
        this.isEcho = service.check() == Check.ECHO;
        this.sign = service.answer() == null ? null : Sign.of(service.answer());
        this.greeting = service.greeting();
        this.expectedAttachments = service.message() == Target.MessageType.BINARY ? 1 : 0;
    }

    void reset() {
        stage = Stage.OPENING;
        reply = null;
        isClosing = false;
        awaiting = false;
        greetingLeft = greeting;
        attachmentsLeft = 0;
    }

    /** The next event that begins is the answer. */
    void await(long messageSequence) {
        sequence = messageSequence;
        attachment.expect(messageSequence);
        awaiting = true;
    }

    /** Nothing is replied from now on. */
    void endReplies() {
        isClosing = true;
    }

    boolean isConnected() {
        return stage == Stage.CONNECTED;
    }

    /** Takes what the last packet asks to be sent; null if that was nothing. */
    byte[] takeReply() {
        byte[] due = reply;
        reply = null;
        return due;
    }

    @Override
    public boolean begin(int opcode) {
        if (opcode == WebSocketFrames.BINARY) {
            part = Part.ATTACHMENT;
            return attachmentsLeft > 0;
        }
        boolean isComparable = awaiting && isEcho && attachmentsLeft == 0 && greetingLeft == 0;
        part = isComparable && sign == null ? Part.EXPECTED : Part.ENGINE_TYPE;
        isEqualSoFar = isComparable;
        received = 0;
        if (attachmentsLeft == 0) {
            attachment.begin();
        }
        return true;
    }

    @Override
    public boolean accept(ByteBuffer in, int length) {
        return switch (part) {
            case EXPECTED -> compare(in, length);
            case ATTACHMENT -> attach(in, length);
            default -> {
                if (isEqualSoFar) {
                    compareBeside(in, length);
                }
                yield read(in, length);
            }
        };
    }

    /** What has to be read as well, as it is to be told from other events. */
    private void compareBeside(ByteBuffer in, int length) {
        int start = in.position();
        isEqualSoFar = expected.matches(sequence, received, in, length);
        received += length;
        in.position(start);
    }

    private boolean compare(ByteBuffer in, int length) {
        int start = in.position();
        if (expected.matches(sequence, received, in, length)) {
            received += length;
            return true;
        }
        in.position(start);
        isEqualSoFar = false;
        return readCompared() && read(in, length);
    }

    /** Reads what was equal so far, all of which is gone from the buffer. */
    private boolean readCompared() {
        part = Part.ENGINE_TYPE;
        if (received == 0) {
            return true;
        }
        ByteBuffer again = ByteBuffer.allocate(expected.bytes());
        expected.put(sequence, again);
        return read(again.flip(), received);
    }

    private boolean attach(ByteBuffer in, int length) {
        if (sign != null && !sign.isMet()) {
            sign.accept(in, length);
        }
        if (isAnswer && isEqual) {
            attachment.accept(in, length);
        } else {
            in.position(in.position() + length);
        }
        return true;
    }

    private boolean read(ByteBuffer in, int length) {
        for (int i = 0; i < length; i++) {
            if (!read(in.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean read(byte next) {
        return switch (part) {
            case ENGINE_TYPE -> readEngineType(next);
            case TYPE -> readType(next);
            case HANDSHAKE_DATA -> handshake.accept(next);
            case EVENT -> event.accept(next) && told(next);
            default -> false;
        };
    }

    /** Shows the sign the array that an event is. */
    private boolean told(byte next) {
        if (sign != null && event.isInArray()) {
            sign.accept(next);
        }
        return true;
    }

    private boolean readEngineType(byte next) {
        return switch (next) {
            case '0' -> stage == Stage.OPENING && beginHandshake(Packet.OPEN);
            case '1' -> is(Packet.CLOSE);
            case '2' -> stage != Stage.OPENING && is(Packet.PING);
            case '6' -> stage != Stage.OPENING && is(Packet.NOOP);
            case '4' -> {
                part = Part.TYPE;
                yield stage != Stage.OPENING && attachmentsLeft == 0;
            }
            default -> false;
        };
    }

    private boolean readType(byte next) {
        return switch (next) {
            case '0' -> stage == Stage.CONNECTING && beginHandshake(Packet.CONNECTED);
            case '1' -> is(Packet.CLOSE);
            case '2' -> stage == Stage.CONNECTED && beginEvent(false);
            case '4' -> stage == Stage.CONNECTING && beginHandshake(Packet.DECLINED);
            case '5' -> stage == Stage.CONNECTED && beginEvent(true);
            default -> false;
        };
    }

    private boolean is(Packet whole) {
        packet = whole;
        part = Part.NOTHING;
        return true;
    }

    private boolean beginHandshake(Packet withData) {
        packet = withData;
        part = Part.HANDSHAKE_DATA;
        handshake.reset();
        return true;
    }

    private boolean beginEvent(boolean hasAttachments) {
        packet = Packet.EVENT;
        part = Part.EVENT;
        event.reset(hasAttachments);
        isAnswer = awaiting && greetingLeft == 0;
        isEqual = false;
        if (sign != null) {
            sign.begin(sequence);
        }
        return true;
    }

    @Override
    public Decoded end() {
        if (part == Part.ATTACHMENT) {
            attachmentsLeft--;
            return endEvent();
        }
        if (part == Part.EXPECTED) {
            if (received == expected.bytes()) {
                isAnswer = true;
                isEqual = true;
                attachmentsLeft = expectedAttachments;
                return endEvent();
            }
            isEqualSoFar = false;
            if (!readCompared()) {
                return Decoded.MALFORMED;
            }
        }
        return isWhole() ? endPacket() : Decoded.MALFORMED;
    }

    private boolean isWhole() {
        return switch (part) {
            case NOTHING -> true;
            case HANDSHAKE_DATA -> handshake.isComplete();
            case EVENT -> event.isComplete();
            default -> false;
        };
    }

    private Decoded endPacket() {
        return switch (packet) {
            case OPEN -> {
                stage = Stage.CONNECTING;
                yield handshake.opensSession() ? due(CONNECT) : Decoded.MALFORMED;
            }
            case CONNECTED -> {
                stage = Stage.CONNECTED;
                yield handshake.confirmsConnect() ? Decoded.OPENED : Decoded.MALFORMED;
            }
            case DECLINED -> Decoded.HANDSHAKE_REFUSED;
            case CLOSE -> Decoded.CLOSED;
            case PING -> isClosing ? Decoded.MORE : due(PONG);
            case NOOP -> Decoded.MORE;
            case EVENT -> {
                attachmentsLeft = event.attachments();
                isEqual = isEqualSoFar && received == expected.bytes();
                yield endEvent();
            }
        };
    }

    private Decoded due(byte[] packetOfOurs) {
        reply = packetOfOurs;
        return Decoded.REPLY_DUE;
    }

    private Decoded endEvent() {
        if (attachmentsLeft > 0) {
            return Decoded.MORE;
        }
        if (greetingLeft > 0) {
            greetingLeft--;
            return Decoded.MORE;
        }
        if (!isAnswer || sign != null && !sign.isMet()) {
            return Decoded.UNASKED;
        }
        awaiting = false;
        isAnswer = false;
        boolean isRight = isEqual && (expectedAttachments == 0 || attachment.result() == Decoded.ANSWERED);
        return !isEcho || isRight ? Decoded.ANSWERED : Decoded.WRONG_ANSWER;
    }
}
