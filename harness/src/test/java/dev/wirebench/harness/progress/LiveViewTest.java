package dev.wirebench.harness.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written to a terminal whose window is so large; the thread that redraws is not started. */
class LiveViewTest {

    private static final String CLEAR = "\u001b[J";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Terminal.Size size = new Terminal.Size(20, 10);
    private List<String> lines = List.of("one", "two two");

    private final LiveView view = new LiveView(
            new PrintStream(written, true, StandardCharsets.UTF_8),
            () -> size,
            columns -> lines.stream()
                    .map(line -> new Panel.Line(line, line.length()))
                    .toList());

    private String written() {
        String text = written.toString(StandardCharsets.UTF_8);
        written.reset();
        return text;
    }

    @Test
    void linesAreDrawnOverWhereTheyBegan() {
        view.draw("");
        assertThat(written()).isEqualTo("one\r\ntwo two");
        view.draw("");
        assertThat(written()).isEqualTo("\r\u001b[1A" + CLEAR + "one\r\ntwo two");
    }

    @Test
    void whatIsPrintedStaysAboveThem() {
        view.draw("");
        written();
        view.print("stays");
        assertThat(written()).isEqualTo("\r\u001b[1A" + CLEAR + "stays\r\none\r\ntwo two");
    }

    @Test
    void inAWindowThatHasBecomeNarrowerTheyTakeMoreRows() {
        view.draw("");
        written();
        size = new Terminal.Size(3, 10);
        view.draw("");
        assertThat(written()).startsWith("\r\u001b[3A" + CLEAR);
    }

    @Test
    void aLowWindowShowsTheFirstOfThem() {
        size = new Terminal.Size(20, 2);
        view.draw("");
        assertThat(written()).isEqualTo("one");
    }

    @Test
    void whenItIsClosedNothingIsLeftOfThemAndLinesAreLines() {
        view.draw("");
        written();
        view.close();
        assertThat(written()).isEqualTo("\r\u001b[1A" + CLEAR);
        view.print("plain");
        view.close();
        assertThat(written()).isEqualTo("plain" + System.lineSeparator());
    }
}
