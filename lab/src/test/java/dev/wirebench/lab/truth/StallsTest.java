package dev.wirebench.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StallsTest {

    /** Of every 10 the last 3, so 7, 8 and 9, 17, 18 and 19, ... */
    @ParameterizedTest
    @CsvSource({
        "0, 5, 5, between two stalls",
        "2, 5, 7, done as the stall begins",
        "2, 6, 11, interrupted for its last unit",
        "6, 1, 7, done as the stall begins",
        "6, 2, 11, interrupted half way",
        "7, 1, 11, arrived as the stall begins",
        "9, 1, 11, arrived as it ends",
        "10, 1, 11, arrived after it",
        "3, 13, 22, interrupted twice",
        "0, 7, 7, a whole period",
        "0, 14, 17, two whole periods",
        "8, 14, 27, two whole periods after a stall",
        "4, 0, 4, no work",
        "7, 0, 10, no work but a stall that begins",
        "8, 0, 10, no work but a stall",
    })
    void workStandsStillInAStall(long start, long work, long finish, String why) {
        assertThat(new Stalls(10, 3).finishNs(start, work)).as(why).isEqualTo(finish);
    }

    @Test
    void withoutStallsWorkGoesOn() {
        assertThat(new Stalls(0, 0).finishNs(12_345, 678)).isEqualTo(13_023);
    }

    @Property(seed = "1")
    void itIsAsIfTimeWereCountedUnitByUnit(
            @ForAll @IntRange(min = 2, max = 20) int every,
            @ForAll @IntRange(min = 1, max = 19) int length,
            @ForAll @IntRange(max = 100) int start,
            @ForAll @IntRange(min = 1, max = 100) int work) {
        int stall = 1 + length % (every - 1);
        int now = start;
        for (int left = work; left > 0; now++) {
            if (now % every < every - stall) {
                left--;
            }
        }
        assertThat(new Stalls(every, stall).finishNs(start, work)).isEqualTo(now);
    }
}
