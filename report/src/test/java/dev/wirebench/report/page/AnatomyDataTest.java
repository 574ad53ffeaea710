package dev.wirebench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.record.RunFolder;
import dev.wirebench.report.anatomy.Anatomy;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnatomyDataTest {

    /** As docs/formats.md describes it. */
    private static final String KEPT = """
            {"format": 1, "exchanges": [{
              "name": "raw-short", "purpose": "One message.", "protocol": "raw",
              "local": "127.1.0.1:5000", "remote": "127.0.0.1:80", "outcome": "answered",
              "calls": [{"call": "socket"}, {"call": "connect"}, {"call": "send", "bytes": 104}, {"call": "recv", "bytes": 0}],
              "units": [{"direction": "up", "what": "raw message", "stage": "message", "message": 1, "call": 2,
                "offset": 0, "bytes": 104, "parts": [
                  {"name": "length prefix", "layer": "framing", "offset": 0, "bytes": 4, "hex": "00000064", "meaning": "100"},
                  {"name": "message", "layer": "message", "offset": 4, "bytes": 100, "hex": "%s", "meaning": "</script>"}]}]}]}
            """.formatted("3c21".repeat(50));

    @TempDir
    Path results;

    private RunFolder folder(String kept) throws IOException {
        RunFolder folder = KnownRun.write(results);
        folder.writeFile(Anatomy.FILE, kept.getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    private AnatomyData data() throws IOException {
        return AnatomyData.of(Anatomy.read(folder(KEPT).path()).orElseThrow());
    }

    @Test
    void aRunsAnatomyStandsInThePagesData() throws IOException {
        AnatomyData data = data();
        AnatomyData.ExchangeData shown = data.exchanges().get(0);
        assertThat(shown.tally()).containsExactly("raw-short", "-", "104 / 0", "-", "-", "-");
        assertThat(shown.calls())
                .containsExactly(
                        List.of("socket", "", "one end of a TCP connection to be"),
                        List.of("connect", "", "TCP's handshake with 127.0.0.1:80"),
                        List.of("send", "104 B", "raw message"),
                        List.of("recv", "0 B", "the other end is done"));
        assertThat(shown.turn()).isNull();
        AnatomyData.PartData prefix = shown.units().get(0).parts().get(0);
        assertThat(prefix.shown()).isEqualTo("00 00 00 64");
        AnatomyData.PartData message = shown.units().get(0).parts().get(1);
        assertThat(message.shown()).startsWith("3c 21 3c 21 ").endsWith(" … and 36 B more");
        assertThat(message.plain()).isEqualTo("<!".repeat(32));
    }

    @Test
    void markupThatWentOverTheWireStaysText() throws IOException {
        String page = Page.of(Comparison.of(List.of(folder(KEPT))));
        assertThat(page).contains("\"tallyHeads\"").doesNotContain("\"<!<!").contains("\\u003c!\\u003c!");
    }

    @Test
    void aRunThatKeptNoneHasNoSection() throws IOException {
        assertThat(Page.of(Comparison.of(List.of(KnownRun.write(results))))).doesNotContain("\"tallyHeads\"");
    }

    @Test
    void aDamagedOneIsNamed() throws IOException {
        RunFolder folder = folder("{");
        assertThatThrownBy(() -> Comparison.of(List.of(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Anatomy.FILE);
    }
}
