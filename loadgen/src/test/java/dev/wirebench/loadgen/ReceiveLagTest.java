package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Load.Arrivals;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A generator that stalls for 20 ms after each send, while the answer arrives. */
@Timeout(60)
class ReceiveLagTest {

    private static final int MESSAGES = 10;
    private static final long STANDSTILL_NS = 20_000_000;

    /** Stalls a read of the clock, once a message has reached the server, until after the answer was sent. */
    private static final class Standstill implements Clock {
        private final Semaphore begun = new Semaphore(0);
        private final Semaphore answered = new Semaphore(0);
        private volatile boolean isDue;

        /** Called by the server when it has a message. */
        void answerMeanwhile() {
            isDue = true;
            begun.acquireUninterruptibly();
            // The answer goes out a moment after this.
            answered.release();
        }

        @Override
        public long nanoTime() {
            if (isDue && Thread.currentThread().getName().equals("worker-0")) {
                isDue = false;
                begun.release();
                answered.acquireUninterruptibly();
                long untilNs = System.nanoTime() + STANDSTILL_NS;
                for (long leftNs; (leftNs = untilNs - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(leftNs);
                }
            }
            return System.nanoTime();
        }
    }

    private static BlockResult run(SocketKind sockets) throws IOException {
        Standstill clock = new Standstill();
        try (TestServer server = TestServer.echo(Protocol.RAW).beforeEcho(frame -> clock.answerMeanwhile())) {
            BlockSpec spec = BlockSpec.builder(
                            server.target(),
                            Cell.parse("raw-long"),
                            new Load.Open(1000, Arrivals.CONSTANT, 1),
                            new Phases(0, MESSAGES / 1000.0, 20.0, 20.0))
                    .idleStrategy(IdleStrategy.SPIN)
                    .build();
            BlockResult result = new LoadGenerator(clock, sockets).run(spec, LoadGenerator.Observer.NONE);
            assertThat(result.block().counts()).isEqualTo(new Counts(MESSAGES, MESSAGES, Map.of(), 0, 0));
            return result;
        }
    }

    @Test
    void anAnswerThatIsReadLateIsToldFromOneThatCameLate() throws IOException {
        assumeThat(SocketKind.EPOLL.whyNot()).isEmpty();
        BlockResult result = run(SocketKind.EPOLL);
        // The kernel may take a moment to enable its stamps.
        assertThat(result.total(Measure.RECEIVE_LAG).getTotalCount()).isBetween(1L, (long) MESSAGES);
        assertThat(result.total(Measure.RECEIVE_LAG).getMinValue()).isGreaterThan(STANDSTILL_NS / 2);
    }

    /** All but the first wait for the only connection, whose answers are read long after they arrive. */
    @Test
    void whoReadsLateSendsLate() throws IOException {
        assumeThat(SocketKind.EPOLL.whyNot()).isEmpty();
        BlockResult result = run(SocketKind.EPOLL);
        assertThat(result.total(Measure.GENERATOR_LAG).getTotalCount()).isEqualTo(MESSAGES);
        assertThat(result.total(Measure.GENERATOR_LAG).getValueAtPercentile(50)).isGreaterThan(STANDSTILL_NS / 2);
    }

    @Test
    void whereTheKernelDoesNotSayItIsUnknown() throws IOException {
        assertThat(run(SocketKind.NIO).total(Measure.RECEIVE_LAG).getTotalCount())
                .isZero();
    }
}
