package dev.wirebench.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void timesAddUpAndMemoryIsTheLargest() {
        assertThat(new Usage(1, 2, 30).plus(new Usage(10, 20, 3))).isEqualTo(new Usage(11, 22, 30));
    }

    @Test
    void whatIsUnknownOfAPartIsUnknownOfTheWhole() {
        Usage known = new Usage(1, 2, 3);
        assertThat(known.plus(Usage.NOT_MEASURED)).isEqualTo(Usage.NOT_MEASURED);
        assertThat(new Usage(Usage.UNKNOWN, 5, 6).plus(known)).isEqualTo(new Usage(Usage.UNKNOWN, 7, 6));
    }
}
