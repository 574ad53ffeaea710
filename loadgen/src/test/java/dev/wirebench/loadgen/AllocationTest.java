package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.wirebench.model.BlockResult;
import dev.wirebench.model.Cell;
import dev.wirebench.model.IdleStrategy;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A count, not a time: what the worker's thread allocates while it sends and receives. */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final AtomicLong lastSeen = new AtomicLong();

    @ParameterizedTest
    @ValueSource(strings = {"http-long", "websocket-long", "raw-long"})
    @Timeout(60)
    void aMessageOnAKeptConnectionAllocatesNothing(String cell) throws IOException {
        try (TestServer server = TestServer.echo(Cell.parse(cell).protocol())) {
            AtomicLong worker = new AtomicLong();
            AtomicLong before = new AtomicLong();
            LoadGenerator generator = new LoadGenerator(new Clock() {
                private long readings;
                private long after;

                /** Each message reads the clock, so that the worker itself reports what it has allocated. */
                @Override
                public long nanoTime() {
                    if (Thread.currentThread().getId() == worker.get() && ++readings % 1024 == 0) {
                        after = THREADS.getCurrentThreadAllocatedBytes();
                        if (readings == 102_400) {
                            before.set(after);
                        }
                        lastSeen.set(after);
                    }
                    return System.nanoTime();
                }
            });
            BlockSpec spec = new BlockSpec(
                    server.target(),
                    Cell.parse(cell),
                    new Load.Closed(8),
                    new Phases(1, 3, null, null),
                    64,
                    1,
                    IdleStrategy.HYBRID,
                    1);
            BlockResult result = generator.run(spec, new LoadGenerator.Observer() {
                @Override
                public void measurementStarted() {
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("worker-0"))
                            .forEach(thread -> worker.set(thread.getId()));
                }
            });
            long messages = result.block().counts().answered();
            assertThat(before.get()).as("enough messages").isPositive();
            assertThat((double) (lastSeen.get() - before.get()) / messages)
                    .as("bytes per message")
                    .isLessThan(0.1);
        }
    }
}
