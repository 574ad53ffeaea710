package dev.wirebench.report.read;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunLink;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Service;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
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

    private KnownRun(RunFolder folder) {
        this.folder = folder;
    }

    public static Plan plan() {
        Target target = Target.of(
                new HttpService(URI.create("http://127.0.0.1:8080/echo?token=s3cret&n=1"))
                        .withMethod("POST")
                        .withHeaders(Map.of("Authorization", "Bearer s3cret", "X-Note", MARKUP))
                        .withBody(MARKUP)
                        .withCheck(Service.Check.ANY),
                new WebSocketService(URI.create("ws://127.0.0.1:8080/echo")),
                new RawService(URI.create("tcp://127.0.0.1:9090")));
        List<Cell> cells = List.of(
                Cell.parse("http-short"),
                Cell.parse("http-10"),
                Cell.parse("http-long"),
                Cell.parse("websocket-long"),
                Cell.parse("raw-short"));
        return Plans.run("known", cells)
                .target(target)
                .load(Plans.OPEN, Plans.CLOSED)
                .build();
    }

    /** Four cells under the open load, one of them by both instruments, and one cell under the closed load. */
    public static RunFolder write(Path results) throws IOException {
        RunFolder folder =
                RunFolder.create(results, plan(), START, Map.of("cpu.count", "2", "kernel " + MARKUP, "6.1 " + MARKUP));
        KnownRun run = new KnownRun(folder);
        run.httpShort();
        run.kept("http-long", Plans.OPEN, Instrument.NIO, 100_000, new Traffic(8, 0, 0, 112_000, 227_000));
        run.kept("http-long", Plans.OPEN, Instrument.GATLING, 300_000, Traffic.NONE);
        run.kept("websocket-long", Plans.OPEN, Instrument.NIO, 80_000, new Traffic(8, 1_600, 1_040, 70_000, 66_000));
        run.kept("http-10", Plans.OPEN, Instrument.NIO, 120_000, new Traffic(100, 0, 0, 112_000, 227_000));
        run.kept("http-long", Plans.CLOSED, Instrument.NIO, 90_000, new Traffic(32, 0, 0, 112_000, 227_000));
        folder.seal(RunRecord.builder(plan(), START)
                .verdict(DISTURBED)
                .endedAt(START.plusSeconds(83))
                .environment(folder.read().environment())
                .links(Map.of(RunLink.GATLING_REPORT, "javascript:alert(1)"))
                .cells(folder.cells())
                .build());
        return folder;
    }

    /** Of 1,000 messages 989 took 0.2 ms, 9 took 5 ms and 2 timed out; in two blocks of 500. */
    private void httpShort() throws IOException {
        CellKey key = new CellKey(Cell.parse("http-short"), Plans.OPEN, Instrument.NIO);
        Interval first = new Interval(0, SECOND);
        Records.put(first, Measure.RESPONSE, 200_000, 500);
        Records.put(first, Measure.SERVICE, 180_000, 500);
        Interval second = new Interval(0, SECOND);
        Records.put(second, Measure.RESPONSE, 200_000, 489);
        Records.put(second, Measure.RESPONSE, 5_000_000, 9);
        Records.put(second, Measure.SERVICE, 180_000, 489);
        Records.put(second, Measure.SERVICE, 4_980_000, 9);
        Records.put(second, Measure.UNANSWERED, 2 * SECOND + 20_000, 2);
        for (Interval each : List.of(first, second)) {
            Records.put(each, Measure.SEND_LAG, 20_000, 500);
            Records.put(each, Measure.CONNECT, 50_000, 500);
        }
        folder.append(Records.result(
                key, block(START, Records.answered(500), new Traffic(500, 0, 0, 65_500, 123_000)), first));
        folder.append(Records.result(
                key,
                block(START.plusSeconds(10), Records.answered(500, 498), new Traffic(500, 0, 0, 65_238, 122_508)),
                second));
    }

    /** 1,000 messages that all took the same time, over connections that took 60 us, and 90 us for a handshake. */
    private void kept(String cell, Load load, Instrument instrument, long ns, Traffic traffic) throws IOException {
        CellKey key = new CellKey(Cell.parse(cell), load, instrument);
        Interval only = new Interval(0, SECOND);
        Records.put(only, Measure.RESPONSE, ns, 1000);
        Records.put(only, Measure.SERVICE, ns - 10_000, 1000);
        Records.put(only, Measure.SEND_LAG, 10_000, 1000);
        if (instrument == Instrument.NIO) {
            Records.put(only, Measure.CONNECT, 60_000, 8);
        }
        if (cell.startsWith("websocket")) {
            Records.put(only, Measure.HANDSHAKE, 90_000, 8);
        }
        Instant startedAt = START.plusSeconds(20 + 10L * folder.cells().size());
        Block.Builder block = block(startedAt, Records.answered(1000), traffic);
        if (instrument != Instrument.NIO) {
            block.usage(ResourceUsage.NOT_MEASURED);
        }
        folder.append(Records.result(key, block, only));
    }

    private static Block.Builder block(Instant startedAt, Counts counts, Traffic traffic) {
        ResourceUsage usage = new ResourceUsage(counts.answered() * 31_000, counts.answered() * 11_000, 187L << 20);
        return Block.builder(startedAt, SECOND)
                .warmUp(new Counts(7, 6, Map.of(Outcome.RESET, 1L), 0, 0))
                .counts(counts)
                .traffic(traffic)
                .usage(usage);
    }
}
