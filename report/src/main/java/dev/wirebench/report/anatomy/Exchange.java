package dev.wirebench.report.anatomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.text.Redaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What went over one connection. Immutable.
 *
 * @param name of the cell, or of what was shown instead
 * @param purpose in a sentence
 * @param local address and port of the generator's end
 * @param remote address and port of the target's end
 * @param outcome how its messages ended
 * @param listenerPrinted what the bare listening socket at the other end printed of it; null where it was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exchange(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Protocol protocol,
        @JsonProperty(required = true) String local,
        @JsonProperty(required = true) String remote,
        @JsonProperty(required = true) String outcome,
        String listenerPrinted,
        @JsonProperty(required = true) List<SocketCall> calls,
        @JsonProperty(required = true) List<Pdu> units) {

    public Exchange {
        calls = List.copyOf(calls);
        units = List.copyOf(units);
    }

    /**
     * What an exchange is to be called, and what its bytes cannot tell.
     *
     * @param framing of raw messages; null for other protocols
     * @param sentBytes how long a message is that goes up
     */
    public record Label(String name, String purpose, Protocol protocol, Framing framing, int sentBytes) {}

    public static Exchange of(Label label, ConnectionCapture tape, String outcome) {
        return new Exchange(
                label.name,
                label.purpose,
                label.protocol,
                tape.local(),
                tape.remote(),
                outcome,
                null,
                tape.calls(),
                Dissector.of(tape, label.protocol, label.framing, label.sentBytes));
    }

    /** The same with what the listener printed. */
    public Exchange with(String printed) {
        return new Exchange(name, purpose, protocol, local, remote, outcome, printed, calls, units);
    }

    /** The same without the credentials in it. */
    public Exchange redacted(Redaction redaction) {
        return with(units.stream().map(new Redacted(redaction)::unit).toList());
    }

    /** The same without what the target said, but for its length: it may not be meant for all who read a run. */
    public Exchange withoutAnswers(String why) {
        return with(units.stream().map(unit -> hidden(unit, why)).toList());
    }

    private Exchange with(List<Pdu> others) {
        return new Exchange(name, purpose, protocol, local, remote, outcome, listenerPrinted, calls, others);
    }

    private static Pdu hidden(Pdu unit, String why) {
        if (unit.direction() == Direction.UP) {
            return unit;
        }
        List<Field> parts = unit.parts().stream()
                .map(part -> part.layer() == Layer.MESSAGE || part.layer() == Layer.UNKNOWN ? part.hidden(why) : part)
                .toList();
        return new Pdu(
                unit.direction(),
                unit.what(),
                unit.stage(),
                unit.message(),
                unit.call(),
                unit.offset(),
                unit.bytes(),
                parts);
    }

    public long bytes(Direction direction) {
        return of(direction).mapToLong(Pdu::bytes).sum();
    }

    /** @param message 0 for what belongs to none */
    public long bytes(Direction direction, Stage stage, int message) {
        return of(direction)
                .filter(unit -> unit.stage() == stage && unit.message() == message)
                .mapToLong(Pdu::bytes)
                .sum();
    }

    public int messages() {
        return units.stream().mapToInt(Pdu::message).max().orElse(0);
    }

    /** How many messages had gone up when the first answer to any of them came down. */
    public int sentAhead() {
        return (int) units.stream()
                .filter(unit -> unit.stage() == Stage.MESSAGE)
                .takeWhile(unit -> unit.direction() == Direction.UP)
                .mapToInt(Pdu::message)
                .distinct()
                .count();
    }

    private Stream<Pdu> of(Direction direction) {
        return units.stream().filter(unit -> unit.direction() == direction);
    }

    /** The first byte that is of a WebSocket frame and no longer of HTTP; empty where the connection stays with one protocol. */
    public OptionalLong framesFrom(Direction direction) {
        boolean isSwitched =
                units.stream().flatMap(unit -> unit.parts().stream()).anyMatch(part -> part.layer() == Layer.WEBSOCKET);
        return isSwitched ? OptionalLong.of(bytes(direction, Stage.OPENING, 0)) : OptionalLong.empty();
    }

    /** What a call moved, or did to the connection. */
    public String meaning(int call) {
        SocketCall made = calls.get(call);
        return switch (made.call()) {
            case SOCKET -> "one end of a TCP connection to be";
            case BIND -> "that end is " + local;
            case CONNECT -> "TCP's handshake with " + remote;
            case CLOSE -> "this end is done: TCP sends FIN";
            case SEND, RECV -> moved(call).orElse(made.bytes() == 0 ? "the other end is done" : "more of the same");
        };
    }

    private Optional<String> moved(int call) {
        List<String> begun = units.stream()
                .filter(unit -> unit.call() == call)
                .map(Pdu::what)
                .toList();
        return begun.isEmpty() ? Optional.empty() : Optional.of(String.join(" + ", begun));
    }
}
