package dev.wirebench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.SampleRun;
import dev.wirebench.report.read.WatchedRun;
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
            instrument: hybrid, up to 0.0110 cores under open-1000

            open-1000, measured by the NIO generator:
              1,000/s intended (constant), at most 8 connections
            cell                p50      p99      p99.9  throughput
            http-short       200 us  5.00 ms  >= 2.00 s       499/s
            http-10          120 us   120 us     120 us     1,000/s
            http-long        100 us   100 us     100 us     1,000/s
            websocket-long  80.1 us  80.1 us    80.1 us     1,000/s
              http-short: 2 of 1,000 messages got no right answer (2 timed out)

            open-1000, measured by Gatling:
              1,000/s intended (constant), at most 8 connections
            cell          p50     p99   p99.9  throughput
            http-long  300 us  300 us  300 us     1,000/s

            closed-32, measured by the NIO generator:
              as fast as answers come, 32 connections
            cell       throughput      p50      p99    p99.9
            http-long     1,000/s  90.0 us  90.0 us  90.0 us

            A kept connection costs no more than http-short
            cell                    in time         in bytes  load       instrument
            http-long                always           always  open-1000  nio
            websocket-long  from 2 messages  from 2 messages  open-1000  nio
            """;

    private static final String WATCHED = """
            VALID  20261123T100000Z-watched
            The target was scripted: each message takes 50.0 us; it works on one message at
            a time, in the order of receipt; in the last 800 ms of every 10.0 s it does
            nothing; of every 200 messages it leaves one unanswered.
            instrument: hybrid, up to 0.180 cores under open-1000
                        null exchange p50 24.0 us, least 21.0 us; at most 2,000/s over 4
                        connections, 5.50 us CPU each

            open-1000, measured by the NIO generator:
              1,000/s intended (constant), at most 8 connections
            cell           p50     p99      p99.9  throughput
            http-short  300 us  300 us  <= 300 us       500/s
            http-long   100 us  100 us     100 us     1,000/s
            raw-long    100 us  100 us     100 us     1,000/s

            open-1000, measured by Gatling:
              1,000/s intended (constant), at most 8 connections
            cell            p50      p99    p99.9  throughput
            http-short  1.40 ms  1.40 ms  1.40 ms     1,000/s
            http-long    300 us   300 us   300 us     1,000/s
            raw-long     200 us  5.00 ms  5.00 ms     1,000/s

            closed-32, measured by the NIO generator:
              as fast as answers come, 32 connections
            cell       throughput     p50     p99   p99.9
            http-long  >= 1,000/s  901 us  901 us  901 us
            raw-long        900/s  901 us  901 us  901 us
              the generator itself was the limit, its busiest worker busy: http-long 97.0 %
              of the rate the instrument reaches at most: http-long 50.0 %, raw-long 45.0 %

            A kept connection costs no more than http-short
            cell       in time  in bytes  load       instrument
            http-long        -         -  open-1000  nio
            raw-long         -         -  open-1000  nio
            http-long        -         -  open-1000  gatling
            raw-long         -         -  open-1000  gatling

            ! The target was restarted: another process than before was listening at the end
              of 1 of 2 blocks of http-short under open-1000, by nio; what messages met then
              is in the numbers.
            ! A listen queue on this machine was full 2 times in http-short under open-1000,
              by nio: connections were accepted too slowly, and tried again after a second;
              what messages met then is in the numbers.
            ! 3 of 100 TCP segments were sent again in http-short under open-1000, by nio;
              what messages met then is in the numbers.
            """;

    @TempDir
    Path results;

    @Test
    void theTableIsAsPrintedHere() throws IOException {
        assertThat(TerminalTable.of(known(), false)).isEqualTo(GOLDEN);
    }

    @Test
    void whatWasWatchedAndWhatTheTargetDidIsPrinted() throws IOException {
        assertThat(TerminalTable.of(Comparison.of(List.of(WatchedRun.write(results))), false))
                .isEqualTo(WATCHED);
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
        // Only the folder's name is never divided, so that it can be copied.
        assertThat(table.lines()
                        .filter(line ->
                                !line.contains(folder.path().getFileName().toString())))
                .allMatch(line -> line.length() <= TerminalWriter.WIDTH);
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
