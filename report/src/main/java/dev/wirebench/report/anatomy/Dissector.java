package dev.wirebench.report.anatomy;

import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a connection's bytes apart, both ways, and says what each unit was paid for. Confined to one thread. */
final class Dissector {

    /** Reads one unit. */
    private interface Reader {
        void read(ByteScanner scan) throws ByteScanner.NotUnderstoodException;
    }

    private final ConnectionCapture tape;
    private final ByteScanner up;
    private final ByteScanner down;

    private Dissector(ConnectionCapture tape) {
        this.tape = tape;
        this.up = new ByteScanner(Direction.UP, tape.stream(Direction.UP));
        this.down = new ByteScanner(Direction.DOWN, tape.stream(Direction.DOWN));
    }

    /**
     * @param framing of raw messages
     * @param sentBytes how long a message is that goes up where its bytes do not tell
     */
    static List<Pdu> of(ConnectionCapture tape, Protocol protocol, Framing framing, int sentBytes) {
        Dissector dissection = new Dissector(tape);
        if (protocol == Protocol.RAW) {
            Reader reader = scan -> RawMessages.read(scan, framing, sentBytes);
            dissection.all(dissection.up, reader);
            dissection.all(dissection.down, reader);
        } else {
            dissection.http();
        }
        return dissection.units();
    }

    /** Up to a response that leads to WebSocket, if there is one; only then are there frames. */
    private void http() {
        HttpMessages http = new HttpMessages();
        while (up.hasMore() && !http.isSwitched()) {
            one(up, http::request);
            int answered = down.drafts().size();
            while (down.hasMore() && !http.isSwitched() && down.drafts().size() == answered) {
                one(down, http::response);
                boolean isInterim = down.drafts().get(answered).kind() == ByteScanner.Kind.FRAGMENT;
                answered += isInterim ? 1 : 0;
            }
        }
        if (http.isSwitched()) {
            all(up, WebSocketFrame::read);
            all(down, WebSocketFrame::read);
        }
        down.giveUp("more than was asked for");
    }

    private void all(ByteScanner scan, Reader reader) {
        while (scan.hasMore()) {
            one(scan, reader);
        }
    }

    private void one(ByteScanner scan, Reader reader) {
        try {
            reader.read(scan);
        } catch (ByteScanner.NotUnderstoodException e) {
            boolean isCut = tape.leftOut(scan.direction()) > 0;
            scan.giveUp(e.getMessage() + (isCut ? " as far as it is kept" : ""));
        }
    }

    /** In the order in which the socket calls moved their first bytes. */
    private List<Pdu> units() {
        List<ByteScanner.Draft> drafts = Stream.of(up, down)
                .flatMap(scan -> scan.drafts().stream())
                .sorted(Comparator.comparingInt(this::call))
                .toList();
        List<Pdu> units = new ArrayList<>();
        int asked = 0;
        int answered = 0;
        for (ByteScanner.Draft draft : drafts) {
            boolean isUp = draft.direction() == Direction.UP;
            boolean isOfMessage = draft.kind() == ByteScanner.Kind.MESSAGE || draft.kind() == ByteScanner.Kind.FRAGMENT;
            boolean isOwed = isUp || answered < asked;
            int message = !isOfMessage || !isOwed ? 0 : (isUp ? asked : answered) + 1;
            if (draft.kind() == ByteScanner.Kind.MESSAGE && isOwed) {
                asked += isUp ? 1 : 0;
                answered += isUp ? 0 : 1;
            }
            units.add(unit(draft, stage(draft.kind(), message), message));
        }
        leftOut(up, units);
        leftOut(down, units);
        return units;
    }

    /** What the tape did not keep was paid for by whatever came before it. */
    private void leftOut(ByteScanner scan, List<Pdu> units) {
        long bytes = tape.leftOut(scan.direction());
        if (bytes == 0) {
            return;
        }
        Optional<Pdu> last = units.stream()
                .filter(unit -> unit.direction() == scan.direction())
                .reduce((earlier, later) -> later);
        long from = last.map(unit -> unit.offset() + unit.bytes()).orElse(0L);
        String meaning = "not kept: of a connection the first " + ConnectionCapture.KEPT_BYTES / 1024 / 1024
                + " MiB and " + ConnectionCapture.KEPT_CALLS + " calls are";
        Field part = new Field("left out", Layer.UNKNOWN, from, bytes, "", null, meaning, null);
        units.add(new Pdu(
                scan.direction(),
                "left out, as there is too much of it",
                last.map(Pdu::stage).orElse(Stage.UNASKED),
                last.map(Pdu::message).orElse(0),
                last.map(Pdu::call).orElse(tape.calls().size() - 1),
                from,
                bytes,
                List.of(part)));
    }

    private static Stage stage(ByteScanner.Kind kind, int message) {
        return switch (kind) {
            case HANDSHAKE -> Stage.OPENING;
            case CLOSE -> Stage.CLOSING;
            default -> message > 0 ? Stage.MESSAGE : Stage.UNASKED;
        };
    }

    private Pdu unit(ByteScanner.Draft draft, Stage stage, int message) {
        return new Pdu(
                draft.direction(),
                draft.what(),
                stage,
                message,
                call(draft),
                draft.offset(),
                draft.bytes(),
                draft.parts());
    }

    private int call(ByteScanner.Draft draft) {
        return tape.callAt(draft.direction(), draft.offset());
    }
}
