package dev.wirebench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.WatchedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    @TempDir
    Path results;

    private String summary;
    private String watched;

    @BeforeEach
    void summarise() throws IOException {
        summary = Summary.of(Comparison.of(List.of(KnownRun.write(results))));
        watched = Summary.of(Comparison.of(List.of(WatchedRun.write(results))));
    }

    @Test
    void theTablesHoldWhatWasPutIn() {
        assertThat(summary)
                .contains("**DISTURBED**, not judged:")
                .contains("| cell | p50 | p99 | p99.9 | throughput |")
                .contains("| http-short | 200 µs | 5.00 ms | ≥ 2.00 s | 499/s |")
                .contains("| websocket-long | 80.1 µs | 80.1 µs | 80.1 µs | 1,000/s |")
                .contains("| http-10 | 120 µs | 120 µs | 120 µs | 1,000/s |")
                .contains("| http-long | 1,000/s | 90.0 µs | 90.0 µs | 90.0 µs |")
                .contains("| websocket-long | from 2 messages | from 2 messages | open-1000 | nio |")
                .contains("| http-short.open-1000.nio | 1,000 | 998 | 0 | 2 | 0 |");
    }

    @Test
    void namesStayText() {
        assertThat(summary).doesNotContain("<script>").contains("\\<script\\>alert(1)");
    }

    @Test
    void findingsStateTheNumbers() {
        assertThat(summary)
                .contains(
                        "With a connection opened for every message instead of one kept, the median message at 1,000/s"
                                + " took 2.00× as long over http (200 µs, not 100 µs).")
                .contains(
                        "On kept connections over 32 connections in a closed loop there were each second 1,000 answers"
                                + " over http")
                .contains("Connecting took, at the median: http 50.0 µs.")
                .contains("A kept connection costs no more than http-short: http-long always (time), always (bytes);"
                        + " websocket-long from 2 messages (time), from 2 messages (bytes).");
    }

    @Test
    void limitsStateWhatTheNumbersDoNotSay() {
        assertThat(summary)
                .contains("The run is DISTURBED: its numbers are shown, but nothing should be concluded from them.")
                .contains("Generator and target ran on one machine and shared its 2 processors")
                .contains("2 of 6,000 messages got no right answer (2 timed out).")
                .contains("The NIO generator and Gatling agree in 0 of 1 cells (p50 and p99 of the response time within"
                        + " 5.00 %); the largest difference is that of http-long under"
                        + " open-1000: +200 µs at p50 and +200 µs at p99, mostly in service time (service p50 +200 µs,"
                        + " send lag p50 +0 ns).")
                .contains(
                        "The instrument itself sent late by up to 20.0 µs at p99 (http-short under open-1000, by nio,")
                .contains("They hold for the plan's own messages over plain TCP, without TLS");
    }

    @Test
    void theVerdictComesFirstAndItsEvidenceAtOnce() {
        assertThat(watched).startsWith("""
                        # 20261123T100000Z-watched

                        **VALID**

                        The target was scripted: each message takes 50.0 µs; it works on one message at a time, in the \
                        order of receipt; in the last 800 ms of every 10.0 s it does nothing; of every 200 messages it \
                        leaves one unanswered.

                        ## Evidence

                        | series | generator lag p99 | send lag p99 | receive lag p99 | busiest worker busy | run-queue wait | \
                        generator CPU | target CPU | longest pause | pauses | GC | compilation | listen overflows | \
                        retransmits | refusals | queued for a connection | fds left | target restarts |
                        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                        | http-short.open-1000.nio | 20.0 µs | 100 µs | - | 20.0 % | 0.400 % | 0.180 cores | 0.250 cores | \
                        3.10 ms | 0.400 % | 10.0 ms | 40.0 ms | 2 | 3 of 100 | 3 | 50 | 18,000 | 1 |
                        """);
        assertThat(watched)
                .contains(
                        "| raw-long.open-1000.gatling | - | 4.50 ms | - | - | - | - | 0.500 cores | - | - | - | - | - | - | -"
                                + " | - | - | - |");
    }

    @Test
    void theInstrumentStandsBesideTheResults() {
        assertThat(watched).contains("""
                        ## The instrument itself

                        - Its worker waits for the next message by the strategy "hybrid": it sleeps until shortly before \
                        a send, then spins. With that the generator used up to 0.180 cores under open-1000.
                        - Against an echo on the same machine that does nothing else, it exchanged a raw message in \
                        24.0 µs at the median and in 21.0 µs at the least, and at most 2,000/s over 4 connections, for \
                        5.50 µs of its processor time each.
                        - Of that rate the cells under closed-32 reached: http-long 50.0 %, raw-long 45.0 %.
                        """);
    }

    @Test
    void aThroughputThatIsALowerBoundIsMarkedWhereverItStands() {
        assertThat(watched)
                .contains("| http-long | ≥ 1,000/s | 901 µs | 901 µs | 901 µs |")
                .contains("there were each second ≥ 1,000 answers over http and 900 answers over raw")
                .contains("The generator itself was the limit in http-long under closed-32");
    }

    @Test
    void everyPercentileHasBothBounds() {
        assertThat(summary)
                .contains("## Percentiles with both bounds\n\nEach percentile as \\[from the send, from the intended"
                        + " send\\]. Had every message been sent the instant it was intended, the truth would lie"
                        + " between the two,")
                .contains("| series | p50 | p90 | p99 | p99.9 | max |")
                .contains("| http-short.open-1000.nio | \\[180 µs, 200 µs\\] | \\[180 µs, 200 µs\\] |"
                        + " \\[4.98 ms, 5.00 ms\\] | \\[≥ 2.00 s, ≥ 2.00 s\\] | \\[≥ 2.00 s, ≥ 2.00 s\\] |");
    }

    @Test
    void theInstrumentsAreCheckedAgainstEachOther() {
        assertThat(watched)
                .contains("| cell | load | NIO p50 | Gatling p50 | NIO p99 | Gatling p99 | agreement |")
                .contains(
                        "| http-short | open-1000 | 300 µs | 1.40 ms | 300 µs | 1.40 ms | differ by +1.10 ms at p50 and"
                                + " +1.10 ms at p99, mostly in service time (service p50 +1.10 ms, send lag p50 +0 ns), with"
                                + " +200 µs of generator CPU per message |")
                .contains("| http-long | open-1000 | 100 µs | 300 µs | 100 µs | 300 µs | differ by +200 µs at p50 and"
                        + " +200 µs at p99, mostly in service time (service p50 +120 µs, send lag p50 +80.0 µs) |");
    }
}
