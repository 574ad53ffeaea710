package dev.wirebench.report.say;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.KnownRun;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.read.WatchedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaveatsTest {

    @TempDir
    Path results;

    @Test
    void theGeneratorsOwnLatenessIsKeptApartFromWaiting() throws IOException {
        assertThat(watched())
                .contains(
                        "The instrument itself sent late by up to 20.0 us at p99 (http-short under open-1000, by nio) and"
                                + " by up to 4.50 ms at p99 (raw-long under open-1000, by gatling, waiting for a free connection"
                                + " included); that is in the response times, not in the service times.")
                .contains(
                        "Up to 5.00 % of messages waited for a free connection (http-short under open-1000, by nio): that"
                                + " is the plan's number of connections or the target, not the generator, and is in the response"
                                + " times as users would feel it.");
    }

    @Test
    void whereItsOwnLatenessIsUnknownItIsTheSendLag() throws IOException {
        assertThat(known())
                .contains("The instrument itself sent late by up to 20.0 us at p99 (http-short under open-1000, by nio,"
                        + " waiting for a free connection included) and by up to 10.0 us at p99 (http-long under"
                        + " open-1000, by gatling, waiting for a free connection included); that is in the response"
                        + " times, not in the service times.")
                .noneMatch(sentence -> sentence.contains("waited for a free connection ("));
    }

    @Test
    void aGeneratorThatWasTheLimitIsNamed() throws IOException {
        assertThat(watched())
                .contains("The generator itself was the limit in http-long under closed-32: its busiest worker had"
                        + " something to do for at least 95.0 % of the time, so the target may be able to do more, and"
                        + " the throughput is a lower bound and prints as >=.");
        assertThat(known()).noneMatch(sentence -> sentence.contains("was the limit"));
    }

    @Test
    void cellsThatNeverBecameSteadyAreNamed() throws IOException {
        assertThat(watched())
                .contains(
                        "Never became steady while warming up: raw-long (20.0 s). What warming up costs may still be in the"
                                + " numbers.");
        assertThat(known()).noneMatch(sentence -> sentence.contains("steady"));
    }

    @Test
    void theProcessorsAreThoseOfTheEnvironment() throws IOException {
        assertThat(known())
                .contains("Generator and target ran on one machine and shared its 2 processors; messages went over"
                        + " loopback, so there is no network delay or loss in any figure.");
    }

    private List<String> watched() throws IOException {
        return Caveats.of(
                Comparison.of(List.of(WatchedRun.write(results))).runs().get(0), Units.PLAIN);
    }

    private List<String> known() throws IOException {
        return Caveats.of(Comparison.of(List.of(KnownRun.write(results))).runs().get(0), Units.PLAIN);
    }
}
