package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceUsageTest {

    @Test
    void timesAddUpAndMemoryIsTheLargest() {
        assertThat(new ResourceUsage(1, 2, 30).plus(new ResourceUsage(10, 20, 3)))
                .isEqualTo(new ResourceUsage(11, 22, 30));
    }

    @Test
    void whatIsUnknownOfAPartIsUnknownOfTheWhole() {
        ResourceUsage known = new ResourceUsage(1, 2, 3);
        assertThat(known.plus(ResourceUsage.NOT_MEASURED)).isEqualTo(ResourceUsage.NOT_MEASURED);
        assertThat(new ResourceUsage(ResourceUsage.UNKNOWN, 5, 6).plus(known))
                .isEqualTo(new ResourceUsage(ResourceUsage.UNKNOWN, 7, 6));
    }
}
