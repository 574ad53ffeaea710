package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GateTextTest {

    @Test
    void aLinePerFindingInColumns() {
        assertThat(GateText.lines(Reports.mixed()))
                .containsExactly(
                        "PASS           websocket-long.open-500.p99   required < 2 ms          actual 1.43 ms"
                                + "                 24 slots, noise 4 %",
                        "PASS           http-long.open-500.p99        required <= 10 % worse   actual 2 % worse"
                                + "               24 pairs, noise 4 %",
                        "FAIL           raw-long.open-500.p99         required <= 10 % worse   actual 31 % worse (28 to"
                                + " 34)   24 pairs, noise 4 %",
                        "INCONCLUSIVE   http-long.open-500.p99        required < 1 ms          actual 0.98 ms (0.7 to"
                                + " 1.2)    24 slots, noise 4 %",
                        "INCONCLUSIVE   http-long.open-500.p99        required < 1 ms          actual 0.98 ms (0.7 to"
                                + " 1.2)    24 slots, noise 4 %, counts as pass",
                        "Compared with the baseline of 22 November.",
                        "4 gates: 2 passed, 1 inconclusive, 1 failed: FAIL");
    }

    @Test
    void aRunThatIsNotJudgedSaysWhy() {
        assertThat(GateText.lines(Reports.notJudged()))
                .containsExactly("- a pause of 12 ms", "not judged, because the run is DISTURBED");
    }

    @Test
    void whatATerminalMayNotKnowIsWrittenInAscii() {
        String text = "90 \u00b5s \u00b1 3, \u2265 2 \u00d7, caf\u00e9 \u001b[2J\u202e";
        List<String> lines = GateText.lines(Reports.hostile(text, false));
        assertThat(lines).contains("90 us +/- 3, >= 2 x, caf\\u00e9 \\u001b[2J\\u202e");
    }

    @Test
    void sharesHaveTwoDigits() {
        assertThat(List.of(GateText.percent(0.04), GateText.percent(0.00125), GateText.percent(1), GateText.percent(0)))
                .containsExactly("4 %", "0.13 %", "100 %", "0 %");
    }
}
