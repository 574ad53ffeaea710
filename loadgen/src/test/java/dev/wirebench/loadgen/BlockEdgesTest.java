package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.service.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Start and end of a block, and which messages count towards which phase. */
@Timeout(60)
class BlockEdgesTest {

    private static BlockSpec spec(Target target, String cell, Load load, Phases phases) {
        return BlockSpec.builder(target, Cell.parse(cell), load, phases).build();
    }

    /**
     * Each answer takes 0.7 s, the measurement lasts from 0.2 to 1.2 s: the first message belongs to the warm-up and is
     * answered in the measurement, the second belongs to the measurement and is answered after it.
     */
    @Test
    void anAnswerCountsInTheWindowInWhichItArrives() throws IOException {
        try (TestServer server = TestServer.echo(Protocol.RAW)
                .beforeEcho(frame -> CompletableFuture.runAsync(
                                () -> {}, CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS))
                        .join())) {
            BlockSpec spec = spec(server.target(), "raw-long", new Load.Closed(1), new Phases(0.2, 1, 20.0));
            Block block = new LoadGenerator(Clock.SYSTEM)
                    .run(spec, LoadGenerator.Observer.NONE)
                    .block();
            assertThat(block.warmUp().answered()).isEqualTo(1);
            assertThat(block.counts().answered()).isEqualTo(1);
            assertThat(block.elapsedNs()).isGreaterThan(block.measurementNs());
            assertThat(block.answeredInWindow()).isEqualTo(1);
            assertThat(block.throughputPerSecond()).hasValue(1);
        }
    }

    /** The server answers no close before the metering has ended. */
    @Test
    void theMeteringEndsBeforeTheClosingHandshakes() throws IOException {
        CountDownLatch drained = new CountDownLatch(1);
        try (TestServer server = TestServer.echo(Protocol.WEBSOCKET).beforeEcho(frame -> {
            if ((frame[0] & 0x0f) == 8) {
                awaitQuietly(drained);
            }
        })) {
            Load load = new Load.Open(100, Load.Arrivals.CONSTANT, 2);
            BlockSpec spec = spec(server.target(), "websocket-long", load, new Phases(0, 0.1, 120.0));
            new LoadGenerator(Clock.SYSTEM).run(spec, new LoadGenerator.Observer() {
                @Override
                public void drained() {
                    drained.countDown();
                }
            });
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes a worker has allocated when the start is fixed, and when the measurement has begun. */
    private static final class Allocated implements Clock, LoadGenerator.Observer {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private final Thread runner = Thread.currentThread();
        private LoadGenerator generator;
        private long atStart = -1;
        private long atMeasurement;

        private static long byWorker() {
            Thread worker = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("worker-0"))
                    .findFirst()
                    .orElseThrow();
            return THREADS.getThreadAllocatedBytes(worker.getId());
        }

        /** The first reader in the thread that runs the block fixes the start. */
        @Override
        public long nanoTime() {
            if (atStart < 0 && Thread.currentThread() == runner) {
                atStart = byWorker();
            }
            return System.nanoTime();
        }

        @Override
        public void measurementStarted() {
            atMeasurement = byWorker();
            generator.stop("enough");
        }
    }

    /** The histograms of half an hour are megabytes whose pages have to be touched first. */
    @Test
    void recordersAreThereBeforeTheStartIsFixed() throws IOException {
        try (TestServer server = TestServer.echo(Protocol.RAW)) {
            Load load = new Load.Open(100, Load.Arrivals.CONSTANT, 2);
            Allocated allocated = new Allocated();
            allocated.generator = new LoadGenerator(allocated);
            allocated.generator.run(spec(server.target(), "raw-long", load, new Phases(0.1, 1800, 20.0)), allocated);
            assertThat(allocated.atMeasurement - allocated.atStart).isLessThan(1_000_000);
        }
    }
}
