package dev.wirebench.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.RunFolder;
import dev.wirebench.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTableTest {

    private static final String GOLDEN = """
            DISTURBED, not judged  20261122T100000Z-known-DISTURBED
              - a pause of 12 ms </script><script>alert(1)</script><!--

            open-1000, measured by the NIO generator: 1,000/s intended (constant), at most 8 connections
                                           short: a connection per message                         long: a connection kept
                                   p50         p99       p99.9  throughput         p50         p99       p99.9  throughput
            http                200 us     5.00 ms   >= 2.00 s       499/s      100 us      100 us      100 us     1,000/s
            websocket                -           -           -           -     80.1 us     80.1 us     80.1 us     1,000/s
            raw                      -           -           -           -           -           -           -           -
            http-10             120 us      120 us      120 us     1,000/s
              http-short: 2 of 1,000 messages got no right answer (2 timed out)

            open-1000, measured by Gatling: 1,000/s intended (constant), at most 8 connections
                                           short: a connection per message                         long: a connection kept
                                   p50         p99       p99.9  throughput         p50         p99       p99.9  throughput
            http                     -           -           -           -      300 us      300 us      300 us     1,000/s
            websocket                -           -           -           -           -           -           -           -
            raw                      -           -           -           -           -           -           -           -

            closed-32, measured by the NIO generator: as fast as answers come, 32 connections
                                           short: a connection per message                         long: a connection kept
                            throughput         p50         p99       p99.9  throughput         p50         p99       p99.9
            http                     -           -           -           -     1,000/s     90.0 us     90.0 us     90.0 us
            websocket                -           -           -           -           -           -           -           -
            raw                      -           -           -           -           -           -           -           -

            A kept connection costs no more than http-short
                                           in time                in bytes  under
            http-long                       always                  always  open-1000, nio
            websocket-long          from 2 messages         from 2 messages  open-1000, nio
            """;

    @TempDir
    Path results;

    @Test
    void theTableIsAsPrintedHere() throws IOException {
        assertThat(TerminalTable.of(known(), false)).isEqualTo(GOLDEN);
    }

    @Test
    void colourAddsNothingButEscapes() throws IOException {
        String coloured = TerminalTable.of(known(), true);
        assertThat(coloured).startsWith("\u001b[1;31mDISTURBED, not judged\u001b[0m  ");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(GOLDEN);
    }

    @Test
    void noLineIsWiderThanTheTerminal() throws IOException {
        String reason = "word ".repeat(60) + "\u001b[2J";
        RunFolder folder = SampleRun.write(
                results, "a".repeat(64), 1, 40, new Verdict(Verdict.Validity.SATURATED, List.of(reason)));
        String table = TerminalTable.of(Comparison.of(List.of(folder)), false);
        assertThat(table.lines()).allMatch(line -> line.length() <= TerminalTable.WIDTH);
        assertThat(table).doesNotContain("\u001b").matches("\\p{ASCII}*");
    }

    @Test
    void aRunWithoutCellsSaysSo() throws IOException {
        RunFolder folder = RunFolder.create(results, KnownRun.plan(), Instant.EPOCH, Map.of());
        assertThat(TerminalTable.of(Comparison.of(List.of(folder)), false)).isEqualTo("""
                PARTIAL, not judged  19700101T000000Z-known-PARTIAL
                  - the run has not ended

                No cell was measured.
                """);
    }

    private Comparison known() throws IOException {
        return Comparison.of(List.of(KnownRun.write(results)));
    }
}
