package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import dev.wirebench.model.service.Framing;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.model.text.SchemaDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema and {@link PlanFile} accept and refuse the same plans. */
class PlanSchemaTest {

    /** Every key once. */
    private static final String FULL = """
            name: x
            allowedHosts: [example.test]
            target:
              http:
                url: http://127.0.0.1:8080/echo?a=b
                method: PUT
                headers: {Accept: text/plain}
                body: hello
                expectStatus: 201
                check: echo
              websocket:
                url: ws://[::1]:8080/ws
                headers: {Origin: here}
                subprotocol: chat.v1
                message: text
                body: hallo
                check: any
                answer: {pointer: /data/id, equals: 7}
                greeting: 1
              raw:
                url: tcp://example.test:9000
                framing: {kind: delimiter, delimiter: ;}
                body: salut
                check: any
                answer: {prefix: +OK}
                greeting: 0
              socket.io:
                url: ws://127.0.0.1:3000/socket.io/?EIO=4&transport=websocket
                headers: {Referer: there}
                event: message
                message: binary
                body: ciao
                check: echo
                answer: {field: re}
                greeting: 1000
            cells: [http-short, websocket-long, raw-10, socket.io-3]
            load:
              - {kind: open, ratePerSecond: 100.5, arrivals: poisson, connections: 4}
              - {kind: closed, connections: 8}
            payloadBytes: 0
            phases: {warmUpSeconds: 0, measurementSeconds: 1, timeoutSeconds: 3, drainSeconds: 4}
            gatling: {warmUpSeconds: 5, measurementSeconds: 6}
            blocks: 2
            workers: 2
            seed: -1
            gates:
              - http-short.open-100.5.p99.9 < 2 ms
              - {rule: failed == 0, onInconclusive: fail}
            baseline:
              target:
                http: {url: "http://localhost:1/"}
                websocket: {url: "ws://localhost:1/"}
                raw: {url: "tcp://localhost:1"}
                socket.io: {url: "ws://localhost:1/x?b&transport=websocket&EIO=4#f"}
            maxPairs: 12
            """;

    static List<Path> plansOfTheRepository() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../plans"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("plansOfTheRepository")
    void everyPlanOfTheRepositoryIsAcceptedByBoth(Path file) throws IOException {
        assertThat(complaints(Files.readString(file))).isEmpty();
        assertThat(PlanFile.read(file).name() + ".yaml")
                .isEqualTo(file.getFileName().toString());
    }

    @Test
    void aPlanWithEveryKeyIsAcceptedByBoth() {
        assertThat(complaints(FULL)).isEmpty();
        assertThat(PlanFile.parse("p.yaml", FULL)
                        .target()
                        .service(RawService.class)
                        .framing())
                .isEqualTo(new Framing.Delimiter(";"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            raw-10           | raw-1000000000
            raw-10           | raw-short
            socket.io-3      | socket.io-long
            event: message   | event: é
            event: message   | event: '"'
            ?EIO=4&transport=websocket | "?transport=websocket&EIO=4"
            failed == 0      | socket.io-3.open-100.5.handshake.p99 < 2 ms
            failed == 0      | socket.io-3.bytes-up < 2 x raw-10.bytes-up
            127.0.0.1:8080/echo?a=b | localhost
            127.0.0.1:8080/echo?a=b | 127.9.9.9:65535/
            127.0.0.1:8080/echo?a=b | [::1]?q
            127.0.0.1:8080/echo?a=b | example.test:1
            seed: -1         | seed: 9223372036854775807
            Accept: text/plain | Accept: ''
            Accept: text/plain | "X-Host: a, Hosts: b"
            method: PUT      | method: PATCH
            "{kind: delimiter, delimiter: ;}" | "{kind: length-prefix}"
            "{kind: delimiter, delimiter: ;}" | "{kind: fixed-size, bytes: 1}"
            "{rule: failed == 0, onInconclusive: fail}" | "{rule: failed == 0}"
            "{rule: failed == 0, onInconclusive: fail}" | "p50 no more than 10 % worse"
            maxPairs: 12     | maxPairs: 1000
            equals: 7        | equals: null
            equals: 7        | equals: seven
            equals: 7        | equals: -7.5e3
            equals: 7        | equals: true
            ", equals: 7"    | ""
            pointer: /data/id | pointer: /
            pointer: /data/id | pointer: /a~0b~1c//1
            pointer: /data/id | field: ''
            prefix: +OK      | "prefix: ' '"
            seed: -1         | "systems: []"
            seed: -1         | "sweep: {fromPerSecond: 0.5, toPerSecond: 0.5, connections: 2, limit: service.max <= 3 us}"
            """)
    void aPlanAtTheEdgeOfWhatIsAllowedIsAcceptedByBoth(String usual, String edge) {
        String plan = replaced(usual, edge);
        assertThat(complaints(plan)).isEmpty();
        assertThat(PlanFile.parse("p.yaml", plan)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            name: x          | name: ../x
            name: x          | name: ''
            name: x          | names: x
            seed: -1         | "seed: 1\nrate: 5"
            seed: -1         | seed: 1.5
            seed: -1         | seed: '1'
            blocks: 2        | blocks: 0
            blocks: 2        | blocks: true
            workers: 2       | workers: 65
            payloadBytes: 0  | payloadBytes: 16777217
            "[http-short, websocket-long, raw-10, socket.io-3]" | []
            "[http-short, websocket-long, raw-10, socket.io-3]" | http-short
            "[http-short, websocket-long, raw-10, socket.io-3]" | "[raw-10, raw-10]"
            socket.io-3      | socketio-3
            socket.io-3      | socketxio-3
            socket.io-3      | socket.io-0
            socket.io-3      | socket.io
            ?EIO=4&transport=websocket | ""
            ?EIO=4&transport=websocket | ?EIO=3&transport=websocket
            ?EIO=4&transport=websocket | ?EIO=4
            ?EIO=4&transport=websocket | ?a?EIO=4&transport=websocket
            ?EIO=4&transport=websocket | "#?EIO=4&transport=websocket"
            ?EIO=4&transport=websocket | ?xEIO=4&transport=websockets
            ws://127.0.0.1:3000 | http://127.0.0.1:3000
            Referer: there   | Upgrade: x
            event: message   | event: ''
            event: message   | event: disconnect
            message: binary  | message: ping
            "  socket.io:"   | "  socketio:"
            failed == 0      | socketxio-3.p99 < 2 ms
            raw-10           | raw-0
            raw-10           | raw-1000000001
            raw-10           | raw-01
            raw-10           | http2-short
            kind: open,      | kind: ajar,
            kind: open,      | ""
            ratePerSecond: 100.5, | ""
            ratePerSecond: 100.5  | ratePerSecond: 0
            ratePerSecond: 100.5  | ratePerSecond: '100'
            ratePerSecond: 100.5  | ratePerSecond: 1000000.5
            arrivals: poisson | arrivals: POISSON
            arrivals: poisson | arrivals: bursts
            connections: 4   | connections: 20001
            ", connections: 4" | ""
            connections: 8   | "connections: 8, ratePerSecond: 5"
            measurementSeconds: 1 | measurementSeconds: 0
            measurementSeconds: 1 | measurementSeconds: 1800.5
            timeoutSeconds: 3 | timeoutSeconds: -1
            drainSeconds: 4  | drainSeconds: 601
            warmUpSeconds: 5 | warmUpSeconds: 601
            warmUpSeconds: 5 | "warmUpSeconds: 5, rampSeconds: 1"
            http://          | https://
            http://          | ftp://
            127.0.0.1:8080   | user:secret@127.0.0.1:8080
            127.0.0.1:8080   | 127.0.0.1:0
            127.0.0.1:8080   | 127.0.0.1:65536
            tcp://example.test:9000 | tcp://example.test
            ws://            | http://
            method: PUT      | method: put
            method: PUT      | method: CONNECT
            method: PUT      | method: GET
            Accept: text/plain | "'Ac cept': x"
            Accept: text/plain | "HOST: x"
            Accept: text/plain | content-length: '1'
            Accept: text/plain | \"Accept: \"\"x\\r\\nX-Evil: 1\"\"\"
            Origin: here     | Sec-WebSocket-Key: x
            Origin: here     | upgrade: x
            Origin: here     | sec-websocket-Extensions: permessage-deflate
            expectStatus: 201 | expectStatus: 101
            expectStatus: 201 | expectStatus: 201.5
            check: echo      | check: same
            subprotocol: chat.v1 | subprotocol: chat v1
            message: text    | message: ping
            kind: delimiter, | kind: newline,
            delimiter: ;     | delimiter: ''
            delimiter: ;     | delimiter: abcdefghijklmnopq
            "{kind: delimiter, delimiter: ;}" | "{kind: delimiter}"
            "{kind: delimiter, delimiter: ;}" | "{kind: fixed-size, bytes: 0}"
            "{kind: delimiter, delimiter: ;}" | "{kind: length-prefix, bytes: 4}"
            "  raw:"         | "  row:"
            failed == 0      | p99 < 2
            "{rule: failed == 0, onInconclusive: fail}" | 5
            "{rule: failed == 0, onInconclusive: fail}" | [failed == 0]
            "{rule: failed == 0, onInconclusive: fail}" | {}
            "{rule: failed == 0, onInconclusive: fail}" | http-short.open-100.5.p99.9 < 2 ms
            onInconclusive: fail | onInconclusive: maybe
            onInconclusive: fail | onInconclusive: 1
            onInconclusive: fail | onFailure: pass
            equals: 7        | equals: [7]
            equals: 7        | "equals: {}"
            pointer: /data/id | pointer: data
            pointer: /data/id | pointer: ''
            pointer: /data/id | pointer: /~2
            pointer: /data/id | prefix: x
            "pointer: /data/id, " | ""
            prefix: +OK      | "prefix: ''"
            prefix: +OK      | "prefix: a, field: b"
            prefix: +OK      | "sequence: true"
            prefix: +OK      | "sequence: false"
            prefix: +OK      | "contains: a"
            "{field: re}"    | {}
            "{field: re}"    | re
            "{field: re}"    | "{sequence: true}"
            greeting: 1000   | greeting: 1001
            greeting: 1000   | greeting: -1
            greeting: 1000   | greeting: hello
            expectStatus: 201 | greeting: 1
            maxPairs: 12     | maxPairs: 11
            maxPairs: 12     | maxPairs: 1001
            "raw: {url: \"\"tcp://localhost:1\"\"}" | ""
            "socket.io: {url: \"\"ws://localhost:1/x?b&transport=websocket&EIO=4#f\"\"}" | ""
            baseline:        | "baseline:\n  script: {service: {kind: constant, ms: 1}}"
            baseline:        | "systems: [nginx]\nbaseline:"
            seed: -1         | "systems: [Nginx]"
            seed: -1         | "systems: [../nginx]"
            seed: -1         | "sweep: {fromPerSecond: 0, toPerSecond: 1, connections: 4}"
            seed: -1         | "sweep: {fromPerSecond: 1, toPerSecond: 1}"
            seed: -1         | "sweep: {fromPerSecond: 1, toPerSecond: 1, connections: 4, limit: failed == 0}"
            seed: -1         | "sweep: {fromPerSecond: 1, toPerSecond: 1, connections: 4, limit: p99 > 1 ms}"
            seed: -1         | "sweep: {fromPerSecond: 1, toPerSecond: 1, connections: 4, limit: raw-10.p99 < 1 ms}"
            """)
    void aMistakeIsRefusedByBoth(String right, String wrong) {
        String plan = replaced(right, wrong == null ? "" : wrong);
        assertThat(complaints(plan)).as("the schema").isNotEmpty();
        assertThatExceptionOfType(PlanException.class).isThrownBy(() -> PlanFile.parse("p.yaml", plan));
    }

    @Test
    void aCellWithoutItsServiceIsRefusedByBoth() {
        for (String service : List.of("http", "websocket", "raw", "socket.io")) {
            String plan = FULL.replaceAll("(?m)^  " + service + ":\n(    .*\n)+", "");
            assertThat(plan).doesNotContain(" " + service + ":\n");
            assertThat(complaints(plan))
                    .as("the schema, without target.%s", service)
                    .isNotEmpty();
            assertThatExceptionOfType(PlanException.class)
                    .isThrownBy(() -> PlanFile.parse("p.yaml", plan))
                    .withMessageContaining("needs target." + service + ", which is missing");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            allowedHosts: [example.test] | allowedHosts: [] | name 'example.test' in allowedHosts
            127.0.0.1:8080 | 127.0.0.1.example.org:8080    | name '127.0.0.1.example.org' in allowedHosts
            workers: 2     | workers: 5                    | connections must be at least the number of workers (5), was 4
            raw-10         | "raw-1, raw-short"            | cells must be distinct, but raw-short stands twice
            kind: closed   | "kind: open, ratePerSecond: 100.5" | load must be distinct, but open-100.5 stands twice
            blocks: 2      | "blocks: 2\nblocks: 3"        | key 'blocks' stands twice
            maxPairs: 12   | "maxPairs: 12\n---\nname: y"   | only one document can stand in a file
            seed: -1       | "sweep: {fromPerSecond: 2, toPerSecond: 1, connections: 4}" | toPerSecond must be at least fromPerSecond (2.0), was 1.0
            seed: -1       | "sweep: {fromPerSecond: 1, toPerSecond: 1, connections: 1}" | connections of sweep must be at least the number of workers (2), was 1
            failed == 0    | raw-long.p99 < 2 ms            | gates[1] asks 'raw-long.p99 < 2 ms', which the plan does not measure
            failed == 0    | http-1.open-100.5.p99.9 < 2000 us | gates[1] is the same rule as gates[0]: 'http-1.open-100.5.p99.9 < 2000 us'
            http://localhost:1/ | http://far.example:1/      | baseline.target is not on loopback, where load goes unless the plan says otherwise: name 'far.example' in allowedHosts
            """)
    void whatASchemaCannotSayIsRefusedByTheCode(String right, String wrong, String message) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> PlanFile.parse("p.yaml", replaced(right, wrong)))
                .withMessageStartingWith("p.yaml:")
                .withMessageContaining(message);
    }

    private static String replaced(String right, String wrong) {
        assertThat(FULL).contains(right);
        int at = FULL.indexOf(right);
        return FULL.substring(0, at) + wrong + FULL.substring(at + right.length());
    }

    private static List<String> complaints(String plan) {
        return SchemaDocument.PLAN.complaints(plan, InputFormat.YAML);
    }
}
