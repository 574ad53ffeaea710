package dev.wirebench.loadgen.wire.socketio;

import dev.wirebench.loadgen.wire.AnswerCheck;
import dev.wirebench.loadgen.wire.AnswerMatcher;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.loadgen.wire.Payload;
import dev.wirebench.loadgen.wire.websocket.DataMessages;
import dev.wirebench.loadgen.wire.websocket.WebSocketFrames;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Service.Check;
import dev.wirebench.model.service.SocketIoService;
import java.nio.ByteBuffer;

/**
 * Strict parser for the packets of a Socket.IO server (Socket.IO protocol 5 on Engine.IO protocol 4): each in its
 * place, in one namespace, with complete JSON. Confined to one worker.
 *
 * <p>An expected echo is only compared; if it differs, it is parsed from its beginning.
 */
final class SocketIoPackets implements DataMessages {

    private static final byte[] CONNECT = {'4', '0'};
    private static final byte[] PONG = {'3'};

    private enum Stage {
        OPENING,
        CONNECTING,
        CONNECTED
    }

    /** Kind of packet, once known. */
    private enum Packet {
        OPEN,
        CLOSE,
        PING,
        NOOP,
        CONNECTED,
        DECLINED,
        EVENT
    }

    /** Position in a message. */
    private enum Part {
        /** Compared with the expected echo. */
        EXPECTED,
        ENGINE_TYPE,
        TYPE,
        HANDSHAKE_DATA,
        EVENT,
        NOTHING,
        ATTACHMENT
    }

    private final EventText expected;
    private final AnswerCheck attachment;
    private final boolean isEcho;

    /** Identifies an answer among other events; null if the next one counts as the answer. */
    private final AnswerMatcher sign;

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

    /** Bytes of the message compared so far; {@code isEqualSoFar} if all were equal. */
    private int received;

    private boolean isEqualSoFar;

    private int attachmentsLeft;

    /** The last event began while an answer was awaited; {@code isEqual} if its text is the expected one. */
    private boolean isAnswer;

    private boolean isEqual;

    SocketIoPackets(SocketIoService service, EventText expected, Payload payload) {
        this.expected = expected;
        this.attachment = new AnswerCheck(payload, service.check());
        this.isEcho = service.check() == Check.ECHO;
        this.sign = service.answer() == null ? null : AnswerMatcher.of(service.answer());
        this.greeting = service.greeting();
        this.expectedAttachments = service.message() == Service.MessageType.BINARY ? 1 : 0;
    }

    void reset() {
        stage = Stage.OPENING;
        reply = null;
        isClosing = false;
        awaiting = false;
        greetingLeft = greeting;
        attachmentsLeft = 0;
    }

    /** Expects the next event to be the answer. */
    void await(long messageSequence) {
        sequence = messageSequence;
        attachment.expect(messageSequence);
        awaiting = true;
    }

    /** Suppresses replies from now on. */
    void endReplies() {
        isClosing = true;
    }

    boolean isConnected() {
        return stage == Stage.CONNECTED;
    }

    /** Removes and returns the reply to the last packet; null if none is due. */
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
            case ATTACHMENT -> readAttachment(in, length);
            default -> {
                if (isEqualSoFar) {
                    compareAndRewind(in, length);
                }
                yield read(in, length);
            }
        };
    }

    /** Compares bytes that are also parsed, to identify the event. */
    private void compareAndRewind(ByteBuffer in, int length) {
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

    /** Parses the bytes compared so far, which are no longer in the buffer. */
    private boolean readCompared() {
        part = Part.ENGINE_TYPE;
        if (received == 0) {
            return true;
        }
        ByteBuffer again = ByteBuffer.allocate(expected.bytes());
        expected.put(sequence, again);
        return read(again.flip(), received);
    }

    private boolean readAttachment(ByteBuffer in, int length) {
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
            case EVENT -> event.accept(next) && showMatcher(next);
            default -> false;
        };
    }

    /** Passes the event's array to the matcher. */
    private boolean showMatcher(byte next) {
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
                yield handshake.opensSession() ? replyWith(CONNECT) : Decoded.MALFORMED;
            }
            case CONNECTED -> {
                stage = Stage.CONNECTED;
                yield handshake.confirmsConnect() ? Decoded.OPENED : Decoded.MALFORMED;
            }
            case DECLINED -> Decoded.HANDSHAKE_REFUSED;
            case CLOSE -> Decoded.CLOSED;
            case PING -> isClosing ? Decoded.MORE : replyWith(PONG);
            case NOOP -> Decoded.MORE;
            case EVENT -> {
                attachmentsLeft = event.attachments();
                isEqual = isEqualSoFar && received == expected.bytes();
                yield endEvent();
            }
        };
    }

    private Decoded replyWith(byte[] packetOfOurs) {
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
