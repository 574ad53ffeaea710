package dev.wirebench.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.wirebench.report.anatomy.Anatomy;
import dev.wirebench.report.anatomy.Bits;
import dev.wirebench.report.anatomy.Direction;
import dev.wirebench.report.anatomy.Exchange;
import dev.wirebench.report.anatomy.Field;
import dev.wirebench.report.anatomy.Layer;
import dev.wirebench.report.anatomy.Pdu;
import dev.wirebench.report.anatomy.ShownBytes;
import dev.wirebench.report.anatomy.SocketCall;
import dev.wirebench.report.anatomy.Stage;
import dev.wirebench.report.anatomy.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the page shows of an anatomy, as text. Immutable.
 *
 * @param tallyHeads of the bytes that each exchange paid for what, up / down
 */
record AnatomyData(List<ExchangeData> exchanges, List<String> tallyHeads, List<Statement> statements) {

    private static final List<String> TALLY_HEADS =
            List.of("wire", "opening", "message 1", "message 2", "unasked", "closing");

    /** Of a part more bytes than this are only counted. */
    private static final int SHOWN_BYTES = 64;

    private static final String NOTHING = "-";

    /** @param turn where HTTP ends and frames begin; null where they do not */
    record ExchangeData(
            String name,
            String protocol,
            String purpose,
            String ends,
            String turn,
            List<List<String>> calls,
            List<UnitData> units,
            List<String> tally) {}

    /** @param isText whether its parts are shown as text, not in hexadecimal */
    record UnitData(String title, String way, boolean isText, List<PartData> parts) {}

    /**
     * Bytes with one meaning.
     *
     * @param layer for the colour, and its title
     * @param shown the bytes; {@code plain} the same without mask, as text
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record PartData(
            String at, String layer, String title, String shown, String plain, String meaning, List<Bits> bits) {}

    static AnatomyData of(Anatomy anatomy) {
        return new AnatomyData(
                anatomy.exchanges().stream().map(AnatomyData::exchange).toList(), TALLY_HEADS, Statement.of(anatomy));
    }

    private static ExchangeData exchange(Exchange exchange) {
        String turn = exchange.framesFrom(Direction.UP).isEmpty()
                ? null
                : "HTTP ends and WebSocket frames begin on this same connection: at byte "
                        + exchange.framesFrom(Direction.UP).getAsLong() + " up, at byte "
                        + exchange.framesFrom(Direction.DOWN).getAsLong() + " down.";
        return new ExchangeData(
                exchange.name(),
                exchange.protocol().label(),
                exchange.purpose(),
                exchange.local() + " to " + exchange.remote() + ", TCP; " + exchange.outcome(),
                turn,
                calls(exchange),
                exchange.units().stream().map(AnatomyData::unit).toList(),
                tally(exchange));
    }

    private static List<List<String>> calls(Exchange exchange) {
        return IntStream.range(0, exchange.calls().size())
                .mapToObj(i -> {
                    SocketCall call = exchange.calls().get(i);
                    String bytes = call.bytes() == null ? "" : call.bytes() + " B";
                    return List.of(call.call().label(), bytes, exchange.meaning(i));
                })
                .toList();
    }

    private static List<String> tally(Exchange exchange) {
        List<String> tally = new ArrayList<>();
        tally.add(exchange.name());
        tally.add(tally(exchange, Stage.OPENING, 0));
        tally.add(tally(exchange, Stage.MESSAGE, 1));
        tally.add(tally(exchange, Stage.MESSAGE, 2));
        tally.add(tally(exchange, Stage.UNASKED, 0));
        tally.add(tally(exchange, Stage.CLOSING, 0));
        return tally;
    }

    private static String tally(Exchange exchange, Stage stage, int message) {
        long up = exchange.bytes(Direction.UP, stage, message);
        long down = exchange.bytes(Direction.DOWN, stage, message);
        return up + down == 0 ? NOTHING : up + " / " + down;
    }

    private static UnitData unit(Pdu unit) {
        boolean isText = unit.parts().get(0).layer() == Layer.HTTP;
        return new UnitData(
                unit.what() + ", " + unit.bytes() + " B, " + unit.paidFor(),
                unit.direction().label(),
                isText,
                unit.parts().stream().map(part -> part(part, isText)).toList());
    }

    private static PartData part(Field part, boolean isText) {
        byte[] kept = Arrays.copyOf(part.shown(), Math.min(SHOWN_BYTES, part.shown().length));
        // A line of a head is shown whole.
        byte[] shown = part.layer() == Layer.HTTP ? part.shown() : kept;
        String more = shown.length < part.bytes() ? " … and " + (part.bytes() - shown.length) + " B more" : "";
        boolean isSpoken = !isText && part.layer() == Layer.MESSAGE || part.plain() != null;
        byte[] said = Arrays.copyOf(part.said(), Math.min(SHOWN_BYTES, part.said().length));
        return new PartData(
                String.valueOf(part.offset()),
                part.layer().label(),
                part.layer().title(),
                (isText ? ShownBytes.text(shown) : ShownBytes.hex(shown)) + more,
                isSpoken ? ShownBytes.text(said) : null,
                part.name() + ": " + part.meaning(),
                part.bits());
    }
}
