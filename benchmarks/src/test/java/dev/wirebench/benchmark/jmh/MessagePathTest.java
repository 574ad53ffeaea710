package dev.wirebench.benchmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.loadgen.schedule.Schedule;
import dev.wirebench.loadgen.wire.Decoded;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.service.Protocol;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the benchmarks measure what they say: messages whose answers are the right ones. */
class MessagePathTest {

    @ParameterizedTest
    @EnumSource
    void everyMessageIsEncoded(Protocol protocol) {
        EncodeBenchmark benchmark = new EncodeBenchmark();
        benchmark.protocol = protocol;
        benchmark.open();
        int framing = switch (protocol) {
            case HTTP -> "POST /echo HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 64\r\n\r\n".length();
            case WEBSOCKET -> 6;
            case RAW -> 4;
            case SOCKETIO -> 6 + "42[\"echo\",\"\"]".length();
        };
        assertThat(benchmark.encode()).isEqualTo(SimulatedConnections.COUNT * (framing + Plan.DEFAULT_PAYLOAD_BYTES));
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsTheRightOneAgainAndAgain(CannedResponse answers) {
        DecodeBenchmark benchmark = new DecodeBenchmark();
        benchmark.answers = answers;
        benchmark.open();
        for (int invocation = 0; invocation < 3; invocation++) {
            benchmark.send();
            assertThat(benchmark.decode()).isEqualTo(SimulatedConnections.COUNT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerWithoutAMessageIsNotAnswered(CannedResponse answers) {
        SimulatedConnections exchanges = new SimulatedConnections(answers);
        exchanges.requireAnswered();
        assertThat(exchanges.all[0].decode()).isNotEqualTo(Decoded.ANSWERED);
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageIsRecordedAsAnswered(CannedResponse answers) {
        MessageBenchmark benchmark = new MessageBenchmark();
        benchmark.answers = answers;
        benchmark.open();
        Counts counts = benchmark.encodeDecodeRecord().counts();
        assertThat(counts.answered()).isEqualTo(SimulatedConnections.COUNT).isEqualTo(counts.intended());
    }

    @Test
    void recordedTimesAreSpread() {
        RecordBenchmark benchmark = new RecordBenchmark();
        benchmark.begin();
        Histogram service = benchmark.record().intervals().get(0).histogram(Measure.SERVICE);
        assertThat(service.getTotalCount()).isEqualTo(LatencySamples.COUNT);
        assertThat(service.getValueAtPercentile(50)).isBetween(45_000L, 55_000L);
        assertThat(service.getValueAtPercentile(99)).isBetween(250_000L, 450_000L);
    }

    @ParameterizedTest
    @EnumSource
    void thereIsAlwaysANextSend(Load.Arrivals arrivals) {
        ScheduleBenchmark benchmark = new ScheduleBenchmark();
        benchmark.arrivals = arrivals;
        benchmark.begin();
        long last = -1;
        for (int i = 0; i < 1000; i++) {
            long next = benchmark.schedule();
            assertThat(next).isGreaterThan(last).isNotEqualTo(Schedule.END);
            last = next;
        }
    }
}
