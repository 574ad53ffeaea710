package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.record.BlockResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes allocated by the worker's thread while it sends and receives. */
@Tag("slow")
class AllocationTest {

    private static final int CONNECTIONS = 200;

    private static final long KEPT_MESSAGES = 1_000_000;
    private static final long SHORT_MESSAGES = 20_000;

    /**
     * An object has at least 16 bytes, so this is less than one per 16,000 messages. Usually there is none; deoptimized
     * code may allocate an object that compiled code avoids.
     */
    private static final double MAX_BYTES_PER_MESSAGE = 0.001;

    /** The source address, and a WebSocket's handshake; Java's channels take 0.8 KB. */
    private static final double MAX_BYTES_PER_CONNECTION = 400;

    /** A block ends after enough messages; this is for a machine that stands still. */
    private static final int LIMIT_SECONDS = 240;

    @ParameterizedTest
    @ValueSource(strings = {"http-long", "websocket-long", "raw-long", "socket.io-long"})
    @Timeout(2 * LIMIT_SECONDS)
    void aMillionMessagesOnKeptConnectionsAllocateNothing(String cell) throws IOException {
        Allocation allocation = measure(cell, KEPT_MESSAGES);
        assertThat(allocation.messages).isGreaterThanOrEqualTo(KEPT_MESSAGES);
        assertThat(allocation.bytesPerMessage()).as("%s", allocation).isLessThan(MAX_BYTES_PER_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-short", "websocket-short", "raw-short", "socket.io-short"})
    @Timeout(2 * LIMIT_SECONDS)
    void aConnectionPerMessageAllocatesLittle(String cell) throws IOException {
        Allocation allocation = measure(cell, SHORT_MESSAGES);
        assertThat(allocation.messages).isGreaterThanOrEqualTo(SHORT_MESSAGES);
        assertThat(allocation.bytesPerMessage()).as("%s", allocation).isBetween(1.0, MAX_BYTES_PER_CONNECTION);
    }

    /** Bytes a worker had allocated after this many messages. */
    private record Allocation(long bytes, long messages) {
        double bytesPerMessage() {
            return (double) bytes / messages;
        }
    }

    private static Allocation measure(String cell, long enough) throws IOException {
        try (EchoLoop echo = new EchoLoop(Cell.parse(cell).protocol())) {
            Meter meter = new Meter(echo, enough);
            meter.generator = new LoadGenerator(meter);
            BlockSpec spec = BlockSpec.builder(
                            echo.target(), Cell.parse(cell), new Load.Closed(CONNECTIONS), new Phases(1, LIMIT_SECONDS))
                    .payloadBytes(EchoLoop.PAYLOAD_BYTES)
                    .build();
            BlockResult result = meter.generator.run(spec, meter);
            assertThat(result.block().counts().failed()).isEmpty();
            return new Allocation(meter.last - meter.first, meter.lastMessages - meter.firstMessages);
        }
    }

    /** Every message reads the clock, so the worker itself reports its allocation now and then. */
    private static final class Meter implements Clock, LoadGenerator.Observer {

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private static final int READINGS = 1024;

        private final EchoLoop echo;
        private final long enough;
        private LoadGenerator generator;
        private volatile Thread worker;
        private long readings;
        private long first;
        private long firstMessages;
        private volatile long last;
        private volatile long lastMessages;

        Meter(EchoLoop echo, long enough) {
            this.echo = echo;
            this.enough = enough;
        }

        @Override
        public void measurementStarted() {
            worker = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("worker-0"))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public long nanoTime() {
            Thread reader = Thread.currentThread();
            if (reader == worker && ++readings % READINGS == 0) {
                sample();
            } else if (worker != null && reader != worker && lastMessages - firstMessages >= enough) {
                generator.stop("enough messages");
            }
            return System.nanoTime();
        }

        private void sample() {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long messages = echo.echoed();
            if (firstMessages == 0) {
                first = bytes;
                firstMessages = messages;
            }
            last = bytes;
            lastMessages = messages;
        }
    }
}
