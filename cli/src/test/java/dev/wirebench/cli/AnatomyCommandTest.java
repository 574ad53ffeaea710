package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.report.anatomy.Anatomy;
import dev.wirebench.report.anatomy.Direction;
import dev.wirebench.report.anatomy.Exchange;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a user gives it, in its own process. */
@Tag("slow")
@Timeout(180)
class AnatomyCommandTest {

    @TempDir
    private Path directory;

    private record Ended(List<String> lines, int exit) {
        String text() {
            return String.join("\n", lines);
        }
    }

    private Ended run(String... arguments) throws Exception {
        try (CommandLineProcess process = CommandLineProcess.startBriefly(directory, arguments)) {
            return new Ended(process.remainingLines(), process.awaitExit());
        }
    }

    @Test
    void withoutAnArgumentItShowsTheSixCellsAndEachOfTheSevenStatements() throws Exception {
        Ended shown = run("anatomy");
        assertThat(shown.exit()).as(shown.text()).isEqualTo(ExitCode.PASSED);
        assertThat(shown.lines()).allMatch(line -> line.length() <= 80);
        assertThat(shown.lines().stream().filter(line -> line.startsWith("== ")).map(line -> line.split(" ")[1]))
                .containsExactly(
                        "listener-get",
                        "listener-websocket",
                        "http-get",
                        "http-short",
                        "http-long",
                        "websocket-short",
                        "websocket-long",
                        "raw-short",
                        "raw-long",
                        "websocket-talk",
                        "bytes",
                        "what");
        assertThat(shown.lines().stream().filter(line -> line.matches("[0-9]+\\. .*")))
                .hasSize(7);
    }

    @Test
    void forMachinesOneCellWithAMessageOfOnesOwnIsJson() throws Exception {
        Ended shown = run("anatomy", "websocket-short", "--payload", "\u00e4 hello", "--json");
        assertThat(shown.exit()).as(shown.text()).isEqualTo(ExitCode.PASSED);
        JsonNode exchanges = new ObjectMapper().readTree(shown.text()).path("exchanges");
        assertThat(exchanges).hasSize(1);
        assertThat(exchanges.path(0).path("name").asText()).isEqualTo("websocket-short");
        JsonNode payload = exchanges.path(0).path("units").path(2).path("parts").path(3);
        assertThat(payload.path("name").asText()).isEqualTo("masked payload");
        assertThat(payload.path("bytes").asInt()).isEqualTo(8);
        assertThat(payload.path("plain").asText()).isEqualTo("c3a42068656c6c6f");
    }

    @Test
    void aServiceOfOnesOwnIsShownWhereItListens() throws Exception {
        try (Targets targets =
                Targets.start(TargetOptions.DEFAULTS, new PrintStream(OutputStream.nullOutputStream()))) {
            String url = targets.endpoints().http().resolve("/bytes/3").toString();
            Ended asked = run("anatomy", "--url", url);
            assertThat(asked.exit()).as(asked.text()).isEqualTo(ExitCode.PASSED);
            assertThat(asked.text()).contains("== http-short ", "== http-long ", "GET /bytes/3 HTTP/1.1\\r\\n", "xxx");
            Files.writeString(directory.resolve("plan.yaml"), plan(url + "?token=s3cret"));
            Ended planned = run("anatomy", "--plan", "plan.yaml");
            assertThat(planned.exit()).as(planned.text()).isEqualTo(ExitCode.PASSED);
            assertThat(planned.text())
                    .doesNotContain("s3cret")
                    .contains("/bytes/3?token=****** HTTP/1.1", "Authorization: *************\\r\\n");
        }
    }

    private static String plan(String url) {
        return "name: own\ntarget: {http: {url: \"" + url
                + "\", method: GET, headers: {Authorization: Bearer s3cret}}}\n"
                + "cells: [http-short]\nload: [{kind: open, ratePerSecond: 100, connections: 2}]\n"
                + "phases: {warmUpSeconds: 0, measurementSeconds: 0.2}\n";
    }

    @Test
    void aRunKeepsTheAnatomyOfItsCellsAndShowsIt() throws Exception {
        Files.writeString(
                directory.resolve("plan.yaml"),
                "name: kept\ncells: [raw-long, websocket-short]\npayloadBytes: 5\n"
                        + "load: [{kind: open, ratePerSecond: 100, connections: 2}]\n"
                        + "phases: {warmUpSeconds: 0, measurementSeconds: 0.2}\n");
        Ended ended = run("run", "plan.yaml");
        assertThat(ended.exit()).as(ended.text()).isIn(ExitCode.PASSED, ExitCode.NOT_VALID);
        Path folder = onlyRun();
        Anatomy anatomy = Anatomy.read(folder).orElseThrow();
        assertThat(anatomy.exchanges())
                .extracting(Exchange::name)
                .containsExactly("raw-long", "websocket-short", "websocket-talk");
        assertThat(anatomy.exchanges().get(0).bytes(Direction.UP)).isEqualTo(2 * 9);
        assertThat(Files.readString(folder.resolve("index.html"))).contains("\"tallyHeads\"");
    }

    @Test
    void ofAServiceOfOnesOwnARunKeepsNoAnswers() throws Exception {
        try (Targets targets =
                Targets.start(TargetOptions.DEFAULTS, new PrintStream(OutputStream.nullOutputStream()))) {
            String url = targets.endpoints().http().resolve("/bytes/3").toString();
            Files.writeString(directory.resolve("plan.yaml"), plan(url));
            Ended ended = run("run", "plan.yaml");
            assertThat(ended.exit()).as(ended.text()).isIn(ExitCode.PASSED, ExitCode.NOT_VALID);
            String kept = Files.readString(onlyRun().resolve(Anatomy.FILE));
            assertThat(kept).contains("\"2a2a2a\"").doesNotContain("\"787878\"");
            assertThat(Anatomy.read(onlyRun()).orElseThrow().exchanges())
                    .extracting(Exchange::name)
                    .containsExactly("http-short");
        }
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http-sometimes | unknown cell 'http-sometimes'; allowed: http, websocket, raw or socket.io",
                "--url wss://127.0.0.1/ | --url must begin with http://, ws:// or tcp:// (TLS is not supported), was wss://...",
                "--url tcp://127.0.0.1 | --url: url must name a port",
                "--url http://example.com/ | target is not on loopback",
                "raw-short --url http://127.0.0.1:9/ | --url http://... has no cell raw-short",
                "--url http://127.0.0.1:9/ | http-short: http://127.0.0.1:9/ refuses connections",
                "--payload-bytes 99999999 | payloadBytes must be 0 to 16777216, was 99999999",
                "--plan none.yaml | none.yaml: no such plan",
                "--payload a --payload-bytes 1 | mutually exclusive"
            })
    void whatCannotBeShownIsRefusedInALine(String arguments, String message) {
        Stream<String> all = Stream.concat(Stream.of("anatomy"), Stream.of(arguments.split(" ")));
        InProcess refused = InProcess.run(all.toArray(String[]::new));
        assertThat(refused.exit()).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(refused.lines().get(0)).contains(message);
    }
}
