package dev.wirebench.lab.anatomy;

import dev.wirebench.model.plan.AnswerSign;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Protocol;
import dev.wirebench.model.plan.Target;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.Redaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What {@code wirebench anatomy} was asked for, as a plan, whose rules then hold. Immutable.
 *
 * @param cell null for all
 * @param text the message; null for a generated one
 * @param bytes of a generated message; null for the plan's
 */
public record AnatomyPlan(Cell cell, String text, Integer bytes) {

    private static final Phases PHASES = new Phases(0, 1, null, null);
    private static final List<Load> LOAD = List.of(new Load.Closed(1));

    public Plan ofEmbedded() {
        return plan(null, cells(Cell.MATRIX), List.of(), Plan.DEFAULT_PAYLOAD_BYTES, List.of());
    }

    /** @throws PlanException if the URL names no service that load may go to */
    public Plan of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        Protocol protocol = switch (scheme) {
            case "http" -> Protocol.HTTP;
            case "ws" -> cell != null && cell.protocol() == Protocol.SOCKETIO ? Protocol.SOCKETIO : Protocol.WEBSOCKET;
            case "tcp" -> Protocol.RAW;
            default ->
                throw new PlanException("--url must begin with http://, ws:// or tcp:// (TLS is not supported), was "
                        + (scheme.isEmpty() ? Redaction.USUAL.url(url.toString()) : scheme + "://..."));
        };
        if (cell != null && cell.protocol() != protocol) {
            throw new PlanException("--url " + scheme + "://... has no cell " + cell.name());
        }
        List<Cell> cells =
                Cell.MATRIX.stream().filter(each -> each.protocol() == protocol).toList();
        return plan(target(protocol, url), cells(cells), List.of(), Plan.DEFAULT_PAYLOAD_BYTES, List.of());
    }

    /** A request without content, unless a message is given. */
    private Target target(Protocol protocol, URI url) {
        try {
            String method = text == null && bytes == null ? "GET" : "POST";
            return switch (protocol) {
                case HTTP -> new Target(new Target.Http(url, method, null, null, null, Target.Check.ANY), null, null);
                case WEBSOCKET ->
                    new Target(null, new Target.WebSocket(url, null, null, null, null, Target.Check.ANY), null);
                case RAW -> new Target(null, null, new Target.Raw(url, null, null, Target.Check.ANY));
                case SOCKETIO ->
                    new Target(null, null, null, new Target.SocketIo(url, null, null, null, null, Target.Check.ANY));
            };
        } catch (IllegalArgumentException e) {
            throw new PlanException("--url: " + e.getMessage());
        }
    }

    public Plan of(Plan given) {
        if (cell != null && !given.cells().contains(cell)) {
            throw new PlanException("the plan has no cell " + cell.name() + ", its cells are " + given.cells());
        }
        return plan(given.target(), cells(given.cells()), given.allowedHosts(), given.payloadBytes(), given.secrets());
    }

    private List<Cell> cells(List<Cell> all) {
        return cell == null ? all : List.of(cell);
    }

    private Plan plan(
            Target target, List<Cell> cells, List<String> allowedHosts, int usualBytes, List<String> secrets) {
        try {
            return new Plan(
                    "anatomy",
                    target == null ? null : withPayload(target),
                    null,
                    allowedHosts,
                    cells,
                    LOAD,
                    payloadBytes(usualBytes),
                    PHASES,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    secrets,
                    null,
                    null);
        } catch (IllegalArgumentException e) {
            throw new PlanException("anatomy: " + e.getMessage());
        }
    }

    private int payloadBytes(int usual) {
        return text != null ? text.getBytes(StandardCharsets.UTF_8).length : bytes != null ? bytes : usual;
    }

    /** The same services with the message that was given, where they take one; a plan's own body gives way to it. */
    public Target withPayload(Target target) {
        if (text == null && bytes == null) {
            return target;
        }
        Target.Http http = target.http();
        Target.WebSocket ws = target.websocket();
        Target.Raw raw = target.raw();
        Target.SocketIo io = target.socketIo();
        return new Target(
                http == null || !http.hasBody()
                        ? http
                        : new Target.Http(
                                http.url(), http.method(), http.headers(), text, http.expectStatus(), http.check()),
                ws == null
                        ? null
                        : new Target.WebSocket(
                                ws.url(),
                                ws.headers(),
                                ws.subprotocol(),
                                ws.message(),
                                text,
                                ws.check(),
                                answer(ws.answer()),
                                ws.greeting()),
                raw == null
                        ? null
                        : new Target.Raw(
                                raw.url(), raw.framing(), text, raw.check(), answer(raw.answer()), raw.greeting()),
                io == null
                        ? null
                        : new Target.SocketIo(
                                io.url(),
                                io.headers(),
                                io.event(),
                                io.message(),
                                text,
                                io.check(),
                                answer(io.answer()),
                                io.greeting()));
    }

    /** A text that was given has no sequence number in it. */
    private AnswerSign answer(AnswerSign sign) {
        return text != null && sign != null && sign.sequence() != null ? null : sign;
    }
}
