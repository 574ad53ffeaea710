package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Verdict.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as a user gives them, each in its own process. */
@Tag("slow")
@Timeout(180)
class WirebenchTest {

    private static final String CELLS =
            "cells: [http-short, http-long, websocket-short, websocket-long, raw-short, raw-long]\n";
    private static final String LOAD = "load: [{kind: open, ratePerSecond: 200, connections: 4}]\n";
    private static final String PHASES = "phases: {warmUpSeconds: 0.1, measurementSeconds: 0.5}\n";

    @TempDir
    private Path directory;

    private void plan(String text) throws IOException {
        Files.writeString(directory.resolve("plan.yaml"), text);
    }

    private RunFolder onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return RunFolder.open(all.get(0));
        }
    }

    @Test
    void aRunMeasuresTheSixCellsAndAccountsForEveryMessage() throws Exception {
        plan("name: six\n" + CELLS + LOAD + PHASES + "blocks: 2\n");
        try (CommandLineProcess run = CommandLineProcess.startBriefly(directory, "run", "plan.yaml")) {
            List<String> printed = run.remainingLines();
            int exit = run.awaitExit();
            assertThat(exit).as(String.join("\n", printed)).isIn(ExitCode.PASSED, ExitCode.NOT_VALID);
            RunFolder folder = onlyRun();
            RunRecord record = folder.read();
            // On a busy machine the run may not be VALID; it is complete all the same.
            assertThat(exit).isEqualTo(record.verdict().isValid() ? 0 : 3);
            assertThat(record.verdict().validity()).isNotEqualTo(Validity.PARTIAL);
            assertThat(record.cells()).hasSize(6);
            for (CellRecord cell : record.cells()) {
                assertThat(cell.counts().intended()).isEqualTo(200);
                assertThat(cell.counts().answered()).as(cell.toString()).isEqualTo(200);
                assertThat(folder.total(cell.key(), Measure.RESPONSE).getTotalCount())
                        .isEqualTo(200);
                assertThat(cell.usage().targetCpuNs()).isNotNegative();
                assertThat(cell.usage().targetRssBytes()).isPositive();
            }
            assertThat(record.environment())
                    .containsKeys("cpu.count", "jvm", "os.kernel", "limit.open-files", "load.average", "version.jetty");
            assertThat(folder.path().resolve("index.html")).exists();
            assertThat(folder.path().resolve("summary.md")).exists();
            assertThat(printed).anyMatch(line -> line.startsWith("page    file:///"));
        }
    }

    /** A service that falls silent when it is warmed up: the run is as it should be, but it is no success. */
    @ParameterizedTest
    @CsvSource({"--debug, 6", "--allow-failures, 0"})
    void aRunInWhichNothingWasAnsweredIsNoSuccess(String option, int expected) throws Exception {
        AtomicBoolean isSilent = new AtomicBoolean();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            echoUntil(isSilent, server);
            plan("name: silent\ncells: [raw-long]\ntarget: {raw: {url: 'tcp://127.0.0.1:" + server.getLocalPort()
                    + "'}}\n"
                    + "load: [{kind: open, ratePerSecond: 20, connections: 4}]\n"
                    + "phases: {warmUpSeconds: 0, measurementSeconds: 0.2, timeoutSeconds: 0.2}\n");
            try (CommandLineProcess run =
                    CommandLineProcess.startBriefly(directory, "run", "plan.yaml", "--json", option)) {
                run.awaitLine("warming up");
                isSilent.set(true);
                String printed = String.join("\n", run.remainingLines());
                int exit = run.awaitExit();
                // On a busy machine the run may not be VALID.
                assertThat(exit)
                        .as(printed)
                        .isEqualTo(onlyRun().read().verdict().isValid() ? expected : 3);
                assertThat(printed).contains("\"isUnanswered\" : true", "\"exitCode\" : " + exit);
                assertThat(printed).contains("not one message got a good answer in raw-long.open-20.nio");
            }
        }
    }

    private static void echoUntil(AtomicBoolean isSilent, ServerSocket server) {
        daemon(() -> {
            while (true) {
                Socket connection = server.accept();
                daemon(() -> {
                    byte[] bytes = new byte[1024];
                    for (int n; (n = connection.getInputStream().read(bytes)) >= 0; ) {
                        if (!isSilent.get()) {
                            connection.getOutputStream().write(bytes, 0, n);
                        }
                    }
                    return null;
                });
            }
        });
    }

    private static void daemon(Callable<Void> task) {
        Thread thread = new Thread(() -> {
            try {
                task.call();
            } catch (Exception e) {
                // The test has ended, or the command has.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aTargetThatIsKilledEndsTheRunAsPartial() throws Exception {
        plan("name: killed\ncells: [raw-long, http-short]\n" + LOAD
                + "phases: {warmUpSeconds: 0, measurementSeconds: 60}\n");
        try (CommandLineProcess run = CommandLineProcess.startBriefly(directory, "run", "plan.yaml")) {
            run.awaitLine("2 blocks");
            run.handle().children().forEach(ProcessHandle::destroyForcibly);
            List<String> printed = run.remainingLines();
            assertThat(run.awaitExit()).as(String.join("\n", printed)).isEqualTo(ExitCode.NOT_VALID);
            RunFolder folder = onlyRun();
            assertThat(folder.path().getFileName().toString()).endsWith("-killed-PARTIAL");
            RunRecord record = folder.read();
            assertThat(record.verdict().validity()).isEqualTo(Validity.PARTIAL);
            assertThat(record.verdict().reasons()).containsExactly("the targets' process ended, exit code 137");
            assertThat(record.cells()).hasSize(1);
            assertThat(printed).anyMatch(line -> line.contains("PARTIAL"));
        }
    }

    @Test
    void aSignalEndsTheRunAsPartialWithItsOwnExitCode() throws Exception {
        plan("name: stopped\ncells: [raw-long]\n" + LOAD + "phases: {warmUpSeconds: 0, measurementSeconds: 60}\n");
        try (CommandLineProcess run = CommandLineProcess.startBriefly(directory, "run", "plan.yaml")) {
            run.awaitLine("1 blocks");
            List<ProcessHandle> targets = run.handle().children().toList();
            run.terminate();
            assertThat(run.remainingLines()).anyMatch(line -> line.contains("interrupted by a signal"));
            assertThat(run.awaitExit()).isEqualTo(ExitCode.NOT_VALID);
            assertThat(onlyRun().read().verdict().reasons()).containsExactly("interrupted by a signal");
            for (ProcessHandle target : targets) {
                target.onExit().get();
            }
        }
    }

    @Test
    void aServiceOfOnesOwnIsMeasuredWhereItListens() throws Exception {
        try (CommandLineProcess serve = CommandLineProcess.start(
                directory, "serve", "--http-port", "0", "--raw-port", "0", "--listener-port", "0")) {
            String http = serve.awaitLine("/echo").split("\\s+")[1];
            String websocket = serve.awaitLine("ws://").split("\\s+")[1];
            String raw = serve.awaitLine("tcp://").split("\\s+")[1];
            plan("name: own\ncells: [http-long, websocket-short, raw-10]\n" + LOAD + PHASES
                    + "target: {http: {url: '" + http + "'}, websocket: {url: '" + websocket
                    + "', message: text}, raw: {url: '" + raw + "'}}\n");
            try (CommandLineProcess run = CommandLineProcess.startBriefly(directory, "run", "plan.yaml")) {
                run.remainingLines();
                assertThat(run.awaitExit()).isIn(ExitCode.PASSED, ExitCode.NOT_VALID);
                assertThat(onlyRun().read().cells())
                        .hasSize(3)
                        .allSatisfy(cell -> assertThat(cell.counts().answered()).isEqualTo(100));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: x\\ncells: [raw-long]\\nspeed: 3                             | unknown key 'speed'; allowed: allowedHosts
            name: x\\ncells: [raw-long]\\nload: [{kind: open, ratePerSecond: -1, connections: 1}] | ratePerSecond must be above 0
            """)
    void aBadPlanIsRefusedInOneLine(String text, String message) throws Exception {
        String rest = text.contains("load") ? PHASES : LOAD + PHASES;
        plan(text.replace("\\n", "\n") + "\n" + rest);
        InProcess refused = InProcess.run("run", directory.resolve("plan.yaml").toString());
        assertThat(refused.exit()).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(refused.lines()).singleElement().asString().contains(message);
    }

    @Test
    void aPortThatRefusesIsNamedInOneLine() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        plan("name: x\ncells: [raw-long]\n" + LOAD + PHASES + "target: {raw: {url: 'tcp://127.0.0.1:" + port + "'}}\n");
        assertRefused("tcp://127.0.0.1:" + port + " refuses connections", "run", "plan.yaml");
        assertThat(directory.resolve("results")).isEmptyDirectory();
    }

    @Test
    void aPortThatIsTakenIsNamedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused("127.0.0.1:" + port, "serve", "--http-port", port);
        }
    }

    @Test
    void aFolderThatIsNoRunIsNamedInOneLine() throws Exception {
        assertRefused("not a run folder", "report", ".");
    }

    private void assertRefused(String message, String... arguments) throws Exception {
        try (CommandLineProcess run = CommandLineProcess.start(directory, arguments)) {
            List<String> printed = run.remainingLines();
            assertThat(run.awaitExit()).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
            assertThat(printed).hasSize(1).first().asString().contains(message);
        }
    }

    /** Standard output is parsed as a whole: one word more there, and it is no document. */
    @Test
    void withJsonStandardOutputIsOneDocumentAndAReportIsMadeAgainFromTheFolderAlone() throws Exception {
        plan("name: json\ncells: [raw-long]\n" + LOAD + PHASES + "gates: [failed == 0]\n");
        JsonNode run = json("run", "plan.yaml", "--json");
        String folder = run.at("/runs/0/folder").asText();
        assertThat(run.at("/command").asText()).isEqualTo("run");
        assertThat(run.at("/runs/0/cells/0/counts/answered").asLong()).isEqualTo(100);
        assertThat(run.at("/runs/0/verdict/validity").asText())
                .isEqualTo(onlyRun().read().verdict().validity().name());
        assertThat(Path.of(folder)).isDirectory();
        Path page = Path.of(run.at("/page").asText());
        byte[] before = Files.readAllBytes(page);
        JsonNode gate = json("gate", folder, "--json");
        assertThat(gate.at("/runs/0/folder").asText()).isEqualTo(folder);
        assertThat(gate.at("/gates/outcome").asText()).isIn("pass", "not-judged");
        Files.delete(page);
        assertThat(json("report", folder, "--json").at("/runs/0")).isEqualTo(run.at("/runs/0"));
        assertThat(page).hasBinaryContent(before);
    }

    private JsonNode json(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(CommandLineProcess.SHORT_LIVED);
        command.addAll(List.of("-cp", CommandLineProcess.classPath(), Wirebench.class.getName()));
        command.addAll(List.of(arguments));
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        JsonNode json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(printed);
        assertThat(json.at("/format").asInt()).as(Files.readString(errors)).isEqualTo(1);
        assertThat(json.at("/exitCode").asInt()).isEqualTo(exit);
        assertThat(Files.readString(errors)).doesNotContain("\tat ", "wirebench:");
        return json;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Dwirebench.sockets=bad | -Dwirebench.sockets must be one of epoll, nio, was bad",
                "-Dwirebench.sockets=epoll -Dos.arch=other | -Dwirebench.sockets=epoll is not available on this machine:"
                        + " it is not Linux on x86-64 or AArch64"
            })
    void socketsThatAreNotToBeHadAreRefused(String options, String message) throws Exception {
        plan("name: refused\n" + CELLS + LOAD + PHASES);
        List<String> java = List.of("env", "JDK_JAVA_OPTIONS=" + options);
        try (CommandLineProcess run = CommandLineProcess.start(java, directory, "run", "plan.yaml")) {
            assertThat(run.remainingLines()).last().isEqualTo("wirebench: " + message);
            assertThat(run.awaitExit()).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
            assertThat(directory.resolve("results")).doesNotExist();
        }
    }
}
