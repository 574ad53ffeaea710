package dev.wirebench.lab.anatomy;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.Redaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code wirebench anatomy} was asked for, as a plan, whose rules then hold. Immutable.
 *
 * @param cell null for all
 * @param text the message; null for a generated one
 * @param bytes of a generated message; null for the plan's
 */
public record AnatomyPlan(Cell cell, String text, Integer bytes) {

    private static final Phases PHASES = new Phases(0, 1);
    private static final List<Load> LOAD = List.of(new Load.Closed(1));

    public Plan ofEmbedded() {
        return plan(null, cells(Cell.MATRIX), List.of(), Plan.DEFAULT_PAYLOAD_BYTES, List.of());
    }

    /** @throws PlanException if the URL names no service that load may go to */
    public Plan of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        Protocol protocol = Stream.concat(Stream.ofNullable(cell).map(Cell::protocol), Stream.of(Protocol.values()))
                .filter(each -> each.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() ->
                        new PlanException("--url must begin with http://, ws:// or tcp:// (TLS is not supported), was "
                                + (scheme.isEmpty() ? Redaction.USUAL.url(url.toString()) : scheme + "://...")));
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
            Service service = protocol.at(url);
            boolean isGet = text == null && bytes == null;
            return Target.of(
                    isGet && service instanceof HttpService http
                            ? http.withMethod("GET")
                            : service.withCheck(Service.Check.ANY));
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
            return Plan.named("anatomy")
                    .target(target == null ? null : withPayload(target))
                    .allowedHosts(allowedHosts)
                    .cells(cells)
                    .load(LOAD)
                    .payloadBytes(payloadBytes(usualBytes))
                    .phases(PHASES)
                    .secrets(secrets)
                    .build();
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
        return target.map(service -> service.hasBody() ? service.withBody(text) : service);
    }
}
