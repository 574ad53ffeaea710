package dev.wirebench.report.read;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Calibration;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.LatencyRecorder;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.record.WarmUpResult;
import dev.wirebench.model.record.WorkerStats;
import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;

/** A run as large and as uneven as a real one: six cells, two loads, two instruments, three shuffled blocks each. */
public final class SampleRun {

    private static final int BLOCKS = 3;
    private static final long SECOND = 1_000_000_000L;
    private static final long LENGTH = 5 * SECOND;

    private static final Map<List<Object>, Path> WRITTEN = new HashMap<>();

    private final Random random;
    private final RunFolder folder;
    private final double slowdown;
    private Instant now;

    private SampleRun(RunFolder folder, Instant startedAt, long seed, double slowdown) {
        this.folder = folder;
        this.now = startedAt;
        this.random = new Random(seed);
        this.slowdown = slowdown;
    }

    /**
     * Writes the run once in this JVM and copies it from then on.
     *
     * @param slowdown of every answer: 1 for none
     */
    public static synchronized RunFolder write(Path results, String name, long seed, double slowdown, Verdict verdict)
            throws IOException {
        List<Object> which = List.of(name, seed, slowdown, verdict);
        Path written = WRITTEN.get(which);
        if (written == null) {
            Path own = Path.of("target", "sample-runs", ProcessHandle.current().pid() + "-" + WRITTEN.size());
            written = measured(Files.createDirectories(own), name, seed, slowdown, verdict)
                    .path();
            WRITTEN.put(which, written);
        }
        Path copy = Files.createDirectories(results).resolve(written.getFileName());
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(written.relativize(file).toString()));
            }
        }
        return RunFolder.open(copy);
    }

    private static RunFolder measured(Path results, String name, long seed, double slowdown, Verdict verdict)
            throws IOException {
        Plan plan = Plans.run(name, Cell.MATRIX).load(Plans.OPEN, Plans.CLOSED).build();
        Instant startedAt = Instant.parse("2026-11-22T10:00:00Z").plusSeconds(seed * 3600);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("cpu.count", "2");
        environment.put("java", "17.0.13+11");
        environment.put("kernel", "6.1.0-" + seed);
        RunFolder folder = RunFolder.create(results, plan, startedAt, environment);
        SampleRun run = new SampleRun(folder, startedAt, seed, slowdown);
        run.measure();
        List<WarmUpResult> settling = Cell.MATRIX.stream()
                .map(cell -> new WarmUpResult(cell, cell.isShort() ? 6.5 : 4, cell.protocol() != Protocol.RAW))
                .toList();
        folder.seal(RunRecord.builder(plan, startedAt)
                .verdict(verdict)
                .endedAt(run.now)
                .environment(environment)
                .links(Map.of(RunLink.GATLING_REPORT, "gatling/index.html"))
                .calibration(new Calibration(32, 21_300, 24_100, 98_766, 5_480))
                .settling(settling)
                .cells(folder.cells())
                .build());
        return folder;
    }

    private void measure() throws IOException {
        for (int block = 0; block < BLOCKS; block++) {
            List<CellKey> order = new ArrayList<>();
            for (Cell cell : Cell.MATRIX) {
                order.add(new CellKey(cell, Plans.OPEN, Instrument.NIO));
                order.add(new CellKey(cell, Plans.OPEN, Instrument.GATLING));
                order.add(new CellKey(cell, Plans.CLOSED, Instrument.NIO));
            }
            Collections.shuffle(order, random);
            for (CellKey key : order) {
                block(key);
                now = now.plusMillis(7300);
            }
        }
    }

    private void block(CellKey key) throws IOException {
        LatencyRecorder recorder = new LatencyRecorder(0, LENGTH, SECOND);
        boolean isShort = key.cell().isShort();
        boolean isOpen = key.load() instanceof Load.Open;
        boolean isWebSocket = key.cell().protocol() == Protocol.WEBSOCKET;
        long serviceNs = baseNs(key);
        long messages = LENGTH / (isOpen ? SECOND / 1000 : serviceNs);
        double drift = 1 + 0.04 * random.nextGaussian();
        for (int i = 0; i < 8 && !isShort; i++) {
            open(recorder, isWebSocket);
        }
        Queue<Long> late = new ArrayDeque<>();
        for (long i = 0; i < messages; i++) {
            long intendedNs = i * (LENGTH / messages);
            long ownLagNs = isOpen ? (long) (4_000 + 3_000 * Math.exp(1.2 * random.nextGaussian())) : 0;
            long lagNs = ownLagNs + (isOpen ? queuedNs(key, i) : 0);
            long tookNs = (long) (serviceNs * drift * (0.85 + 0.15 * Math.exp(1.1 * random.nextGaussian())));
            if (random.nextInt(700) == 0) {
                tookNs += (long) (3e6 * random.nextDouble());
            }
            recorder.intend();
            while (!late.isEmpty() && late.peek() + 2 * SECOND <= intendedNs) {
                timeOut(recorder, late.remove());
            }
            if (isShort) {
                open(recorder, isWebSocket);
            }
            if (isOpen && key.instrument() == Instrument.NIO) {
                recorder.recordGeneratorLag(ownLagNs);
            }
            if (isShort && isOpen && random.nextInt(2500) == 0) {
                late.add(intendedNs);
            } else if (isShort && random.nextInt(20_000) == 0) {
                recorder.record(Outcome.RESET, intendedNs, intendedNs + lagNs, intendedNs + lagNs + tookNs);
            } else {
                recorder.record(Outcome.ANSWERED, intendedNs, intendedNs + lagNs, intendedNs + lagNs + tookNs);
            }
        }
        late.forEach(intendedNs -> timeOut(recorder, intendedNs));
        recorder.end(LENGTH + SECOND / 50);
        Counts counts = recorder.counts();
        Block block = Block.builder(now, LENGTH)
                .elapsedNs(LENGTH + SECOND / 50)
                .counts(counts)
                .traffic(traffic(key, counts))
                .usage(usage(key, counts))
                .workers(workers(key, counts))
                .surroundings(surroundings(key))
                .build();
        folder.append(new BlockResult(key, block, recorder.intervals()));
    }

    /** Every fiftieth message of a short cell waits for a connection; Gatling is late on raw cells. */
    private static long queuedNs(CellKey key, long message) {
        boolean isLateGatling =
                key.instrument() == Instrument.GATLING && key.cell().protocol() == Protocol.RAW;
        return isLateGatling ? 450_000 : key.cell().isShort() && message % 50 == 0 ? 120_000 : 0;
    }

    private static void timeOut(LatencyRecorder recorder, long intendedNs) {
        recorder.record(Outcome.TIMED_OUT, intendedNs, intendedNs, intendedNs + 2 * SECOND);
    }

    private void open(LatencyRecorder recorder, boolean isWebSocket) {
        recorder.recordConnect((long) (55_000 * (0.8 + 0.2 * Math.exp(random.nextGaussian()))));
        if (isWebSocket) {
            recorder.recordHandshake((long) (120_000 * (0.8 + 0.2 * Math.exp(random.nextGaussian()))));
        }
    }

    private long baseNs(CellKey key) {
        long kept = key.cell().protocol() == Protocol.HTTP
                ? 95_000
                : key.cell().protocol() == Protocol.WEBSOCKET ? 82_000 : 61_000;
        long opening = key.cell().isShort() ? (key.cell().protocol() == Protocol.WEBSOCKET ? 235_000 : 120_000) : 0;
        long instrument = key.instrument() == Instrument.GATLING ? 140_000 : 0;
        return (long) (slowdown * (kept + opening + instrument));
    }

    private static Traffic traffic(CellKey key, Counts counts) {
        long n = counts.answered();
        long connections = key.cell().isShort() ? n : 8;
        return switch (key.cell().protocol()) {
            case HTTP ->
                new Traffic(
                        connections,
                        0,
                        0,
                        n * (key.cell().isShort() ? 131 : 112),
                        n * (key.cell().isShort() ? 246 : 227));
            case WEBSOCKET -> new Traffic(connections, connections * 181, connections * 133, n * 70, n * 66);
            case RAW -> new Traffic(connections, 0, 0, n * 68, n * 68);
            case SOCKETIO -> new Traffic(connections, connections * 239, connections * 300, n * 83, n * 79);
        };
    }

    private static WorkerStats workers(CellKey key, Counts counts) {
        if (key.instrument() != Instrument.NIO) {
            return WorkerStats.NOT_MEASURED;
        }
        boolean isOpen = key.load() instanceof Load.Open;
        double busy = isOpen ? 0.14 : key.cell().isShort() ? 0.81 : 0.973;
        return new WorkerStats(
                (long) (busy * LENGTH), 3_400_000, 0, isOpen && key.cell().isShort() ? counts.intended() / 50 : 0);
    }

    private static Interference surroundings(CellKey key) {
        return key.instrument() == Instrument.NIO
                ? Records.quiet()
                        .longestPauseNs(1_830_000)
                        .pausesNs(4_200_000)
                        .gcNs(6_100_000)
                        .compilationNs(38_000_000)
                        .segmentsRetransmitted(2)
                        .segmentsSent(61_204)
                        .fileDescriptorsLeft(1_048_310)
                        .build()
                : Interference.NOT_MEASURED;
    }

    private static ResourceUsage usage(CellKey key, Counts counts) {
        long perMessageNs = key.cell().isShort() ? 31_000 : 9_800;
        boolean isNio = key.instrument() == Instrument.NIO;
        return new ResourceUsage(
                counts.answered() * perMessageNs, counts.answered() * (isNio ? 11_000 : 96_000), 187L << 20);
    }
}
