package dev.wirebench.lab.anatomy;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import dev.wirebench.report.anatomy.Anatomy;
import dev.wirebench.report.anatomy.Exchange;
import dev.wirebench.report.anatomy.Statement;
import dev.wirebench.targets.Targets;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Takes apart what the cells of a plan put on the socket. Confined to one thread. */
public final class AnatomyCapture {

    /** What has just been started may take long for its first answer. */
    private static final double TIMEOUT_SECONDS = 10;

    /** The listener never answers, so the generator waits in vain. */
    private static final double LISTENER_TIMEOUT_SECONDS = 0.3;

    /** It shows an order; of two large messages neither end could take in what it is not reading meanwhile. */
    private static final int MAX_TALK_BYTES = 1000;

    private static final String HIDDEN = "not kept, as it is a service's own";

    private final Plan plan;
    private final Target target;
    private final boolean isEmbedded;
    private final CapturedCells cells;

    public AnatomyCapture(Plan plan, Target target, boolean isEmbedded) {
        this.plan = plan;
        this.target = target;
        this.isEmbedded = isEmbedded;
        this.cells = new CapturedCells(plan.payloadBytes(), TIMEOUT_SECONDS);
    }

    /** What a run keeps: of answers that are no echo only their length. */
    public static Anatomy ofRun(Plan plan, Target target, boolean isEmbedded) throws IOException {
        AnatomyCapture anatomist = new AnatomyCapture(plan, target, isEmbedded);
        List<Exchange> exchanges = new ArrayList<>();
        for (Exchange each : anatomist.all()) {
            exchanges.add(anatomist.isEcho(each.protocol()) ? each : each.withoutAnswers(HIDDEN));
        }
        return new Anatomy(exchanges);
    }

    private boolean isEcho(Protocol protocol) {
        return isEmbedded || target.service(protocol).check() == Service.Check.ECHO;
    }

    /** The cells, and, of the embedded targets, what no cell shows: GET, and a server that speaks first. */
    public List<Exchange> all() throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        if (isEmbedded && has(Protocol.HTTP)) {
            exchanges.addAll(get().exchanges());
        }
        exchanges.addAll(cells());
        if (isEmbedded && has(Protocol.WEBSOCKET)) {
            URI talk = target.service(Protocol.WEBSOCKET).url().resolve(Targets.TALK_PATH);
            exchanges.add(FullDuplexDemo.with(talk, Math.min(plan.payloadBytes(), MAX_TALK_BYTES)));
        }
        return exchanges;
    }

    public List<Exchange> cells() {
        List<Exchange> exchanges = new ArrayList<>();
        for (Cell cell : plan.cells()) {
            cells.send(cell, target).exchanges().forEach(each -> exchanges.add(each.redacted(plan.redaction())));
        }
        return exchanges;
    }

    private boolean has(Protocol protocol) {
        return plan.cells().stream().anyMatch(cell -> cell.protocol() == protocol);
    }

    private CapturedCells.Taped get() {
        URI url = target.service(Protocol.HTTP).url().resolve("/bytes/" + plan.payloadBytes());
        return cells.send(
                Cell.parse("http-short"),
                Target.of(get(url)),
                Statement.GET,
                "A GET, on a connection of its own: the answer has as many bytes as a message.");
    }

    private static HttpService get(URI url) {
        return new HttpService(url).withMethod("GET").withCheck(Service.Check.ANY);
    }

    /** What the bare listening socket of the embedded targets sees. */
    public static List<Exchange> ofListener(Endpoints endpoints, ListenerLog log) throws IOException {
        CapturedCells brief = new CapturedCells(0, LISTENER_TIMEOUT_SECONDS);
        String authority = endpoints.listener().getRawAuthority();
        URI http = URI.create("http://" + authority + "/hello");
        URI webSocket = URI.create("ws://" + authority + "/hello");
        Exchange get = brief.send(
                        Cell.parse("http-short"),
                        Target.of(get(http)),
                        Statement.LISTENER_GET,
                        "A GET to a bare listening socket, which prints what it is sent and answers nothing.")
                .exchanges()
                .get(0);
        Exchange handshake = brief.send(
                        Cell.parse("websocket-short"),
                        Target.of(new WebSocketService(webSocket)),
                        Statement.LISTENER_WEBSOCKET,
                        "A WebSocket handshake to the same listener: to a socket it is text like any other.")
                .exchanges()
                .get(0);
        return List.of(get.with(log.connection(1)), handshake.with(log.connection(2)));
    }
}
