package dev.wirebench.report.read;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Target;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interference;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small run of which every number is known, because it was put in by hand, and of which nothing else was watched. */
public final class KnownRun {

    public static final String MARKUP = "</script><script>alert(1)</script><!--";
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    public static final long SECOND = 1_000_000_000L;
    public static final Verdict DISTURBED =
            new Verdict(Verdict.Validity.DISTURBED, List.of("a pause of 12 ms " + MARKUP));

    private final RunFolder folder;
    private final List<CellRecord> cells = new ArrayList<>();

    private KnownRun(RunFolder folder) {
        this.folder = folder;
    }

    public static Plan plan() {
        Target target = new Target(
                new Target.Http(
                        URI.create("http://127.0.0.1:8080/echo?token=s3cret&n=1"),
                        "POST",
                        Map.of("Authorization", "Bearer s3cret", "X-Note", MARKUP),
                        MARKUP,
                        null,
                        null),
                new Target.WebSocket(URI.create("ws://127.0.0.1:8080/echo"), null, null, null, null, null),
                new Target.Raw(URI.create("tcp://127.0.0.1:9090"), null, null, null));
        List<Cell> cells = List.of(
                Cell.parse("http-short"),
                Cell.parse("http-10"),
                Cell.parse("http-long"),
                Cell.parse("websocket-long"),
                Cell.parse("raw-short"));
        return Plans.of("known", target, cells, Plans.OPEN, Plans.CLOSED);
    }

    /** Four cells under the open load, one of them by both instruments, and one cell under the closed load. */
    public static RunFolder write(Path results) throws IOException {
        RunFolder folder = RunFolder.create(
                results,
                plan(),
                START,
                Map.of("cpu.count", "2", "kernel " + MARKUP, "6.1 " + MARKUP, "gatling.report", "javascript:alert(1)"));
        KnownRun run = new KnownRun(folder);
        run.httpShort();
        run.kept("http-long", Plans.OPEN, Instrument.NIO, 100_000, new Traffic(8, 0, 0, 112_000, 227_000));
        run.kept("http-long", Plans.OPEN, Instrument.GATLING, 300_000, Traffic.NONE);
        run.kept("websocket-long", Plans.OPEN, Instrument.NIO, 80_000, new Traffic(8, 1_600, 1_040, 70_000, 66_000));
        run.kept("http-10", Plans.OPEN, Instrument.NIO, 120_000, new Traffic(100, 0, 0, 112_000, 227_000));
        run.kept("http-long", Plans.CLOSED, Instrument.NIO, 90_000, new Traffic(32, 0, 0, 112_000, 227_000));
        folder.seal(new RunRecord(
                RunRecord.FORMAT,
                plan(),
                DISTURBED,
                START,
                START.plusSeconds(83),
                folder.read().environment(),
                null,
                null,
                null,
                run.cells));
        return folder;
    }

    /** Of 1,000 messages 989 took 0.2 ms, 9 took 5 ms and 2 timed out; in two blocks of 500. */
    private void httpShort() throws IOException {
        CellKey key = new CellKey(Cell.parse("http-short"), Plans.OPEN, Instrument.NIO);
        Interval first = new Interval(0, SECOND);
        put(first, Measure.RESPONSE, 200_000, 500);
        put(first, Measure.SERVICE, 180_000, 500);
        Interval second = new Interval(0, SECOND);
        put(second, Measure.RESPONSE, 200_000, 489);
        put(second, Measure.RESPONSE, 5_000_000, 9);
        put(second, Measure.SERVICE, 180_000, 489);
        put(second, Measure.SERVICE, 4_980_000, 9);
        put(second, Measure.UNANSWERED, 2 * SECOND + 20_000, 2);
        for (Interval each : List.of(first, second)) {
            put(each, Measure.SEND_LAG, 20_000, 500);
            put(each, Measure.CONNECT, 50_000, 500);
        }
        folder.append(key, START, List.of(first));
        folder.append(key, START.plusSeconds(10), List.of(second));
        cells.add(new CellRecord(
                key.cell(),
                key.load(),
                key.instrument(),
                List.of(
                        block(START, new Counts(500, 500, Map.of(), 0, 0), new Traffic(500, 0, 0, 65_500, 123_000)),
                        block(
                                START.plusSeconds(10),
                                new Counts(500, 498, Map.of(), 2, 0),
                                new Traffic(500, 0, 0, 65_238, 122_508)))));
    }

    /** 1,000 messages that all took the same time, over connections that took 60 us, and 90 us for a handshake. */
    private void kept(String cell, Load load, Instrument instrument, long ns, Traffic traffic) throws IOException {
        CellKey key = new CellKey(Cell.parse(cell), load, instrument);
        Interval only = new Interval(0, SECOND);
        put(only, Measure.RESPONSE, ns, 1000);
        put(only, Measure.SERVICE, ns - 10_000, 1000);
        put(only, Measure.SEND_LAG, 10_000, 1000);
        if (instrument == Instrument.NIO) {
            put(only, Measure.CONNECT, 60_000, 8);
        }
        if (cell.startsWith("websocket")) {
            put(only, Measure.HANDSHAKE, 90_000, 8);
        }
        Instant startedAt = START.plusSeconds(20 + 10L * cells.size());
        folder.append(key, startedAt, List.of(only));
        Block block = block(startedAt, new Counts(1000, 1000, Map.of(), 0, 0), traffic);
        cells.add(new CellRecord(
                key.cell(),
                load,
                instrument,
                List.of(
                        instrument == Instrument.NIO
                                ? block
                                : block.with(ResourceUsage.NOT_MEASURED, Interference.NOT_MEASURED))));
    }

    private static Block block(Instant startedAt, Counts counts, Traffic traffic) {
        ResourceUsage usage = new ResourceUsage(counts.answered() * 31_000, counts.answered() * 11_000, 187L << 20);
        return new Block(
                startedAt, SECOND, SECOND, new Counts(7, 6, Map.of(Outcome.RESET, 1L), 0, 0), counts, traffic, usage);
    }

    private static void put(Interval interval, Measure measure, long ns, long count) {
        interval.histogram(measure).recordValueWithCount(ns, count);
    }
}
