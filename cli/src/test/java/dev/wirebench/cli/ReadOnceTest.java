package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command reads and writes of a run, as the JVM's flight recorder saw it. */
@Timeout(300)
@Tag("slow")
class ReadOnceTest {

    private static final String PLAN = """
            name: once
            cells: [raw-long]
            load: [{kind: open, ratePerSecond: 200, connections: 2}]
            phases: {warmUpSeconds: 0.1, measurementSeconds: 0.5}
            gates: [failed == 0]
            """;

    @TempDir
    private Path directory;

    private List<RecordedEvent> events;

    private int recorded(String... words) throws IOException {
        Path file = directory.resolve("files.jfr");
        int exitCode;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
            recording.enable("jdk.FileWrite").withThreshold(Duration.ZERO);
            recording.start();
            exitCode = Wirebench.run(words);
            recording.stop();
            recording.dump(file);
        }
        events = RecordingFile.readAllEvents(file);
        return exitCode;
    }

    /** Bytes by file of a sealed run; what is read back while it is measured lies in a folder of another name. */
    private Map<String, Long> bytes(String event, String count, Path run, String name) {
        return events.stream()
                .filter(each -> each.getEventType().getName().equals(event))
                .filter(each -> String.valueOf(each.getString("path")).startsWith(run + "/"))
                .filter(each -> each.getString("path").contains(name))
                .collect(Collectors.groupingBy(
                        each -> Path.of(each.getString("path")).getFileName().toString(),
                        Collectors.summingLong(each -> Math.max(0, each.getLong(count)))));
    }

    private Path run() throws IOException {
        try (Stream<Path> runs = Files.list(directory.resolve("results"))) {
            return runs.filter(run -> !run.toString().contains("set-aside"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void assertReadOnce(Path run) throws IOException {
        Map<String, Long> read = bytes("jdk.FileRead", "bytesRead", run, ".hlog");
        assertThat(read).hasSizeGreaterThanOrEqualTo(2);
        for (Map.Entry<String, Long> log : read.entrySet()) {
            assertThat(log.getValue()).as(log.getKey()).isEqualTo(Files.size(run.resolve(log.getKey())));
        }
        for (String made : List.of("index.html", "summary.md")) {
            assertThat(bytes("jdk.FileWrite", "bytesWritten", run, made).values())
                    .as(made)
                    .containsExactly(Files.size(run.resolve(made)));
        }
    }

    @Test
    void anOrdinaryRunReadsItsLogsOnceAndWritesItsPageOnce() throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.yaml"), PLAN);
        String results = directory.resolve("results").toString();
        assertThat(recorded("run", plan.toString(), "--results", results, "--json"))
                .isIn(ExitCode.PASSED, ExitCode.NOT_VALID);
        assertReadOnce(run());
    }

    @Test
    void aGatedRunReadsItsLogsOnceAndWritesItsPageOnce() throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.yaml"), PLAN);
        String results = directory.resolve("results").toString();
        assertThat(recorded("gate", plan.toString(), "--results", results, "--json"))
                .isIn(ExitCode.PASSED, ExitCode.NOT_VALID, ExitCode.INCONCLUSIVE);
        assertReadOnce(run());

        recorded("gate", run().toString());
        assertReadOnce(run());

        recorded("report", run().toString());
        assertReadOnce(run());
    }
}
