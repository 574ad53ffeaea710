package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Read as the runner does: the command ends at the first {@code ::}, properties at commas, each at its first =. */
class AnnotationsTest {

    record Annotation(String command, Map<String, String> properties, String message) {}

    static List<Annotation> read(String text) {
        return text.lines().map(AnnotationsTest::annotation).toList();
    }

    private static Annotation annotation(String line) {
        int end = line.indexOf("::", 2);
        if (!line.startsWith("::") || end < 0) {
            throw new IllegalArgumentException("not a command: " + line);
        }
        String[] head = line.substring(2, end).split(" ", 2);
        Map<String, String> properties = new HashMap<>();
        Arrays.stream(head[1].split(",")).forEach(property -> {
            String[] pair = property.split("=", 2);
            properties.put(pair[0], plain(pair[1].replace("%3A", ":").replace("%2C", ",")));
        });
        return new Annotation(head[0], properties, plain(line.substring(end + 2)));
    }

    private static String plain(String data) {
        return data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }

    @Test
    void failuresComeFirstThenInconclusives() {
        List<Annotation> annotations = read(Annotations.of(Reports.mixed()));
        assertThat(annotations.stream().map(Annotation::command)).containsExactly("error", "warning");
        assertThat(annotations.get(0).properties())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("file", Reports.FILE, "line", "12", "title", "Gate failed: " + Reports.NO_WORSE));
        assertThat(annotations.get(0).message())
                .contains("\nFAIL raw-long.open-500.p99: required <= 10 % worse, actual 31 % worse (28 to 34)");
        assertThat(annotations.get(1).properties()).containsEntry("line", "13");
    }

    @Test
    void whatPassedIsNotAnnotated() {
        assertThat(Annotations.of(Reports.passed())).isEmpty();
    }

    @Test
    void aRunThatIsNotJudgedIsAnErrorWithoutALine() {
        List<Annotation> annotations = read(Annotations.of(Reports.notJudged()));
        assertThat(annotations).hasSize(1);
        assertThat(annotations.get(0).command()).isEqualTo("error");
        assertThat(annotations.get(0).properties()).doesNotContainKey("line").containsEntry("file", Reports.FILE);
        assertThat(annotations.get(0).message()).isEqualTo("a pause of 12 ms");
    }

    @Test
    void theReaderRefusesALineThatIsNoCommand() {
        String damaged = Annotations.of(Reports.mixed()).replace("%0A", "\n");
        assertThatThrownBy(() -> read(damaged)).hasMessageContaining("not a command");
    }
}
