package dev.wirebench.analysis.anatomy;

import dev.wirebench.model.Framing;
import dev.wirebench.model.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a connection's bytes apart, both ways, and says what each unit was paid for. Confined to one thread. */
final class Dissection {

    /** Reads one unit. */
    private interface Reader {
        void read(Scan scan) throws Scan.NotUnderstoodException;
    }

    private final Tape tape;
    private final Scan up;
    private final Scan down;

    private Dissection(Tape tape) {
        this.tape = tape;
        this.up = new Scan(Direction.UP, tape.stream(Direction.UP));
        this.down = new Scan(Direction.DOWN, tape.stream(Direction.DOWN));
    }

    /**
     * @param framing of raw messages
     * @param sentBytes how long a message is that goes up where its bytes do not tell
     */
    static List<Unit> of(Tape tape, Protocol protocol, Framing framing, int sentBytes) {
        Dissection dissection = new Dissection(tape);
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
                boolean isInterim = down.drafts().get(answered).kind() == Scan.Kind.FRAGMENT;
                answered += isInterim ? 1 : 0;
            }
        }
        if (http.isSwitched()) {
            all(up, WebSocketFrame::read);
            all(down, WebSocketFrame::read);
        }
        down.giveUp("more than was asked for");
    }

    private void all(Scan scan, Reader reader) {
        while (scan.hasMore()) {
            one(scan, reader);
        }
    }

    private void one(Scan scan, Reader reader) {
        try {
            reader.read(scan);
        } catch (Scan.NotUnderstoodException e) {
            boolean isCut = tape.leftOut(scan.direction()) > 0;
            scan.giveUp(e.getMessage() + (isCut ? " as far as it is kept" : ""));
        }
    }

    /** In the order in which the socket calls moved their first bytes. */
    private List<Unit> units() {
        List<Scan.Draft> drafts = Stream.of(up, down)
                .flatMap(scan -> scan.drafts().stream())
                .sorted(Comparator.comparingInt(this::call))
                .toList();
        List<Unit> units = new ArrayList<>();
        int asked = 0;
        int answered = 0;
        for (Scan.Draft draft : drafts) {
            boolean isUp = draft.direction() == Direction.UP;
            boolean isOfMessage = draft.kind() == Scan.Kind.MESSAGE || draft.kind() == Scan.Kind.FRAGMENT;
            boolean isOwed = isUp || answered < asked;
            int message = !isOfMessage || !isOwed ? 0 : (isUp ? asked : answered) + 1;
            if (draft.kind() == Scan.Kind.MESSAGE && isOwed) {
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
    private void leftOut(Scan scan, List<Unit> units) {
        long bytes = tape.leftOut(scan.direction());
        if (bytes == 0) {
            return;
        }
        Optional<Unit> last = units.stream()
                .filter(unit -> unit.direction() == scan.direction())
                .reduce((earlier, later) -> later);
        long from = last.map(unit -> unit.offset() + unit.bytes()).orElse(0L);
        String meaning = "not kept: of a connection the first " + Tape.KEPT_BYTES / 1024 / 1024 + " MiB and "
                + Tape.KEPT_CALLS + " calls are";
        Part part = new Part("left out", Layer.UNKNOWN, from, bytes, "", null, meaning, null);
        units.add(new Unit(
                scan.direction(),
                "left out, as there is too much of it",
                last.map(Unit::stage).orElse(Stage.UNASKED),
                last.map(Unit::message).orElse(0),
                last.map(Unit::call).orElse(tape.calls().size() - 1),
                from,
                bytes,
                List.of(part)));
    }

    private static Stage stage(Scan.Kind kind, int message) {
        return switch (kind) {
            case HANDSHAKE -> Stage.OPENING;
            case CLOSE -> Stage.CLOSING;
            default -> message > 0 ? Stage.MESSAGE : Stage.UNASKED;
        };
    }

    private Unit unit(Scan.Draft draft, Stage stage, int message) {
        return new Unit(
                draft.direction(),
                draft.what(),
                stage,
                message,
                call(draft),
                draft.offset(),
                draft.bytes(),
                draft.parts());
    }

    private int call(Scan.Draft draft) {
        return tape.callAt(draft.direction(), draft.offset());
    }
}
