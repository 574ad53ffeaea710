package dev.wirebench.analysis;

import static org.assertj.core.api.Assertions.assertThat;

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

    @BeforeEach
    void summarise() throws IOException {
        summary = Summary.of(Comparison.of(List.of(KnownRun.write(results))));
    }

    @Test
    void theTablesHoldWhatWasPutIn() {
        assertThat(summary)
                .contains("**DISTURBED**, not judged:")
                .contains("| http | 200 µs | 5.00 ms | ≥ 2.00 s | 499/s | 100 µs | 100 µs | 100 µs | 1,000/s |")
                .contains("| websocket | - | - | - | - | 80.1 µs | 80.1 µs | 80.1 µs | 1,000/s |")
                .contains("| raw | - | - | - | - | - | - | - | - |")
                .contains("| http-10 | 120 µs | 120 µs | 120 µs | 1,000/s |")
                .contains("| http | - | - | - | - | 1,000/s | 90.0 µs | 90.0 µs | 90.0 µs |")
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
                .contains("At 1,000/s, opening a connection for every message instead of keeping one makes the median"
                        + " 2.00× as long for http (200 µs instead of 100 µs).")
                .contains("As fast as answers come over 32 connections: http 1,000/s kept.")
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
                .contains("Gatling's medians are 3.00× the NIO generator's.")
                .contains(
                        "The instrument itself sent late by up to 20.0 µs at p99 (http-short under open-1000, by nio)")
                .contains("They hold for the plan's own messages over plain TCP, without TLS");
    }
}
