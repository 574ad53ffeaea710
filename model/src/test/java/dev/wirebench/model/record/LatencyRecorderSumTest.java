package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to the messages of a block, none is lost and none is counted twice. */
class LatencyRecorderSumTest {

    private static final long START_NS = 5_000_000_000L;
    private static final long LENGTH_NS = 2_500_000_000L;
    private static final long INTERVAL_NS = 1_000_000_000L;

    /** A message and the worker that it falls to; times count from the start of the block. */
    record Message(int worker, Outcome outcome, long intendedNs, long lagNs, boolean wasSent, long waitNs) {

        long endedNs() {
            return intendedNs + lagNs + waitNs;
        }

        boolean isSent() {
            return wasSent || outcome == Outcome.ANSWERED;
        }

        void recordIn(LatencyRecorder recorder) {
            recorder.intend();
            recorder.record(
                    outcome,
                    START_NS + intendedNs,
                    isSent() ? START_NS + intendedNs + lagNs : LatencyRecorder.NEVER_SENT,
                    START_NS + endedNs());
        }
    }

    @Provide
    Arbitrary<List<Message>> messages() {
        Arbitrary<Long> borders = Arbitraries.of(0L, INTERVAL_NS, 2 * INTERVAL_NS, LENGTH_NS);
        Arbitrary<Long> times = Arbitraries.longs().between(0, 2 * LENGTH_NS);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Outcome.class),
                        Arbitraries.longs().between(0, LENGTH_NS),
                        Arbitraries.oneOf(borders, times),
                        Arbitraries.of(true, false),
                        Arbitraries.oneOf(borders, times))
                .as(Message::new)
                .list()
                .ofMaxSize(40)
                .map(list -> list.stream()
                        .sorted(Comparator.comparingLong(Message::endedNs))
                        .toList());
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, seed = "1")
    void everyMessageIsInExactlyOneCountAndOneHistogram(@ForAll("messages") List<Message> messages) {
        LatencyRecorder recorder = recorder();
        messages.forEach(message -> message.recordIn(recorder));
        Counts counts = recorder.counts();
        assertThat(counts.intended()).isEqualTo(messages.size());
        assertThat(counts.answered() + counts.failures() + counts.timedOut() + counts.unfinished())
                .isEqualTo(messages.size());
        assertThat(total(recorder, Measure.RESPONSE)).isEqualTo(counts.answered());
        assertThat(total(recorder, Measure.SERVICE)).isEqualTo(counts.answered());
        assertThat(total(recorder, Measure.UNANSWERED)).isEqualTo(counts.intended() - counts.answered());
        assertThat(total(recorder, Measure.SEND_LAG))
                .isEqualTo(messages.stream().filter(Message::isSent).count());
        for (Interval interval : recorder.intervals()) {
            assertThat(endedIn(interval))
                    .isEqualTo(messages.stream()
                            .filter(message -> indexOf(message.endedNs()) == interval.startNs() / INTERVAL_NS)
                            .count());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, seed = "1")
    void theSumOfSeveralWorkersIsWhatOneWouldHaveSeen(@ForAll("messages") List<Message> messages) {
        LatencyRecorder one = recorder();
        List<LatencyRecorder> workers = List.of(recorder(), recorder(), recorder());
        for (Message message : messages) {
            message.recordIn(one);
            message.recordIn(workers.get(message.worker()));
        }
        one.end(START_NS + 2 * LENGTH_NS);
        workers.get(2).end(START_NS + 2 * LENGTH_NS);
        LatencyRecorder sum = recorder();
        workers.forEach(sum::add);
        assertThat(sum.counts()).isEqualTo(one.counts());
        assertThat(sum.lastAnswerNs()).isEqualTo(one.lastAnswerNs());
        for (int i = 0; i < one.intervals().size(); i++) {
            Interval expected = one.intervals().get(i);
            Interval actual = sum.intervals().get(i);
            assertThat(actual.startNs()).isEqualTo(expected.startNs());
            assertThat(actual.endNs()).isEqualTo(expected.endNs());
            for (Measure measure : Measure.values()) {
                assertThat(actual.histogram(measure)).isEqualTo(expected.histogram(measure));
            }
        }
    }

    private static LatencyRecorder recorder() {
        return new LatencyRecorder(START_NS, LENGTH_NS, INTERVAL_NS);
    }

    private static long indexOf(long endedNs) {
        return Math.min(2, endedNs / INTERVAL_NS);
    }

    private static long endedIn(Interval interval) {
        return interval.histogram(Measure.RESPONSE).getTotalCount()
                + interval.histogram(Measure.UNANSWERED).getTotalCount();
    }

    private static long total(LatencyRecorder recorder, Measure measure) {
        return recorder.intervals().stream()
                .mapToLong(interval -> interval.histogram(measure).getTotalCount())
                .sum();
    }
}
