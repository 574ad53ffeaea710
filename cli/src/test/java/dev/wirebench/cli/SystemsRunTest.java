package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.record.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With systems that the test itself describes. */
@Tag("slow")
class SystemsRunTest {

    private static final String HOME = "wirebench.home";

    private static final String BRIEF = "wirebench.briefWarmUp";

    private static final String PYTHON = "/usr/bin/python3";

    /** Echoes byte by byte in a child of its own; what it is told to do besides comes first. */
    private static final String ECHO = """
            import os, socket, sys, threading, time
            %s
            listening = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=100)
            child = os.fork()
            if child != 0:
                _, status = os.waitpid(child, 0)
                os._exit(os.waitstatus_to_exitcode(status))
            def serve(connection):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while received := connection.recv(65536):
                    connection.sendall(answer(received))
            while True:
                threading.Thread(target=serve, args=[listening.accept()[0]], daemon=True).start()
            """;

    private static final String PLAN = """
            name: few
            cells: [raw-long, http-long]
            load: [{kind: open, ratePerSecond: 100, connections: 4}]
            phases: {warmUpSeconds: 0, measurementSeconds: 0.3, timeoutSeconds: 1}
            blocks: 2
            systems: [%s]
            """;

    @TempDir
    private Path temporary;

    private final String home = System.getProperty(HOME);

    @BeforeEach
    void describe() throws IOException {
        assumeThat(Path.of(PYTHON)).as("python3 for a small echo").isExecutable();
        System.setProperty(HOME, temporary.toString());
        System.setProperty(BRIEF, "true");
        put("echo", "answer = lambda received: received", "");
        put("broken", "answer = lambda received: received[:-1] + b'!'", "");
        put("dying", "answer = lambda received: received\nthreading.Timer(6, os._exit, [9]).start()", "");
        put("lacking", "answer = lambda received: received", "needs: {commands: [no-such-command]}");
        put("failing", "print('no room here'); sys.exit(3)", "");
    }

    private void put(String name, String first, String more) throws IOException {
        Path folder =
                Files.createDirectories(temporary.resolve("targets/external").resolve(name));
        Files.writeString(folder.resolve("echo.py"), ECHO.formatted(first));
        Files.writeString(folder.resolve("system.yaml"), """
                title: A Small Echo
                kind: server
                version: {command: [%s, --version], pattern: 'Python ([0-9.]+)'}
                start: [%s, "${source}/echo.py", "${port.raw}"]
                serves: {raw: "tcp://127.0.0.1:${port.raw}"}
                settings: {noDelay: "on"}
                differs: ["a thread for each connection"]
                %s
                """.formatted(PYTHON, PYTHON, more));
    }

    @AfterEach
    void restore() {
        System.clearProperty(BRIEF);
        if (home == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, home);
        }
    }

    private Path plan(String systems) throws IOException {
        return Files.writeString(temporary.resolve("plan.yaml"), PLAN.formatted(systems));
    }

    private int run(String systems) throws IOException {
        return Wirebench.run(
                "run", plan(systems).toString(), "--results", results().toString());
    }

    private Path results() {
        return temporary.resolve("results");
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static RunRecord record(Path parent, String name) throws IOException {
        Path run = list(parent).stream()
                .filter(folder -> folder.getFileName().toString().matches(name + "(-[A-Z]+)?"))
                .findFirst()
                .orElseThrow();
        return RunFolder.open(run).read();
    }

    private static String errorOf(String... arguments) {
        PrintStream standard = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertThat(Wirebench.run(arguments)).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        } finally {
            System.setErr(standard);
        }
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachSystemGetsARunFolderOfItsOwnInOneThatShowsThemAll() throws IOException {
        assertThat(run("wirebench, echo")).isIn(ExitCode.PASSED, ExitCode.NOT_VALID);
        assertThat(list(results())).hasSize(1);
        Path parent = list(results()).get(0);
        assertThat(parent.resolve("index.html")).isNotEmptyFile();
        assertThat(parent.resolve("summary.md")).content().contains("echo").contains("wirebench");
        RunRecord echo = record(parent, "echo");
        assertThat(echo.plan().systems()).containsExactly("echo");
        assertThat(echo.plan().cells()).extracting(Object::toString).containsExactly("raw-long");
        assertThat(echo.skipped()).extracting(Object::toString).containsExactly("http-long");
        assertThat(echo.environment()).containsEntry("target.memory", "pss");
        assertThat(echo.cells()).hasSize(1);
        assertThat(echo.cells().get(0).blocks()).hasSize(2);
        assertThat(echo.cells().get(0).counts().answered()).isPositive();
        assertThat(echo.cells().get(0).usage().targetRssBytes()).isPositive();
        assertThat(echo.calibration()).isNotNull();
        assertThat(echo.system().title()).isEqualTo("A Small Echo");
        assertThat(echo.system().version()).startsWith("3.");
        assertThat(echo.system().differs()).containsExactly("a thread for each connection");
        assertThat(echo.system().checks()).isNotEmpty().allMatch(check -> check.result() == SystemRecord.Result.PASSED);
        assertThat(echo.system().idleConnections()).isEqualTo(4);
        RunRecord embedded = record(parent, "wirebench");
        assertThat(embedded.cells()).hasSize(2);
        assertThat(embedded.system().title()).isEqualTo("Wirebench");
        assertThat(embedded.skipped()).isEmpty();
    }

    @Test
    void oneSystemGetsAnOrdinaryRunFolder() throws IOException {
        Path plan = Files.writeString(
                temporary.resolve("plan.yaml"), PLAN.formatted("wirebench").replace(", http-long", ""));
        int exitCode = Wirebench.run(
                "run",
                plan.toString(),
                "--target",
                "echo",
                "--results",
                results().toString());
        assertThat(exitCode).isIn(ExitCode.PASSED, ExitCode.NOT_VALID);
        RunRecord record = RunFolder.open(list(results()).get(0)).read();
        assertThat(record.system().name()).isEqualTo("echo");
        assertThat(record.plan().systems()).containsExactly("echo");
    }

    @Test
    void theOthersGoOnWhenOneDies() throws IOException {
        // It dies after six seconds.
        System.clearProperty(BRIEF);
        assertThat(run("dying, echo")).isEqualTo(ExitCode.NOT_VALID);
        Path parent = list(results()).get(0);
        Verdict dead = record(parent, "dying").verdict();
        assertThat(dead.validity()).isEqualTo(Verdict.Validity.PARTIAL);
        assertThat(dead.reasons()).singleElement().asString().contains("dying");
        RunRecord other = record(parent, "echo");
        assertThat(other.verdict().validity()).isNotEqualTo(Verdict.Validity.PARTIAL);
        assertThat(other.cells().get(0).blocks()).hasSize(2);
    }

    @Test
    void aSystemThatDoesNotEchoIsRefused() throws IOException {
        String error =
                errorOf("run", plan("broken").toString(), "--results", results().toString());
        assertThat(error.lines())
                .contains("wirebench: preflight of broken: raw echo: a message of 1 bytes came back as something"
                        + " else");
        assertThat(list(results())).isEmpty();
    }

    @Test
    void aSystemThatDoesNotStartSaysItsLastLines() throws IOException {
        run("failing, echo");
        Path parent = list(results()).get(0);
        assertThat(record(parent, "failing").verdict().reasons())
                .singleElement()
                .asString()
                .contains("failing did not become ready: it ended before that")
                .contains("no room here");
        assertThat(record(parent, "echo").cells()).isNotEmpty();
    }

    @Test
    void whatIsMissingIsNamedBeforeAnythingIsStarted() throws IOException {
        String error = errorOf(
                "run", plan("echo, lacking").toString(), "--results", results().toString());
        assertThat(error.lines())
                .noneMatch(line -> line.startsWith("starting"))
                .contains("wirebench: lacking lacks command no-such-command; to get them: wirebench systems"
                        + " install lacking");
        assertThat(errorOf("run", plan("nobody").toString()))
                .contains("unknown system 'nobody'; there are wirebench, broken, dying, echo, failing, lacking");
    }

    @Test
    void theListSaysWhatIsMissing() {
        assertThat(Wirebench.run("systems")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aCheckEndsWithWhetherAnythingFailed() {
        assertThat(Wirebench.run("systems", "check", "echo", "--connections", "8"))
                .isEqualTo(ExitCode.PASSED);
        assertThat(Wirebench.run("systems", "check", "broken", "--connections", "8"))
                .isEqualTo(ExitCode.FAILED);
    }
}
