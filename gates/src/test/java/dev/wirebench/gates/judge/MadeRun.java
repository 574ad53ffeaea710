package dev.wirebench.gates.judge;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.fixture.Records;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.BlockResult;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.Interval;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run of which a test says what each slot was like; kept in memory, and written to a folder on demand. */
public final class MadeRun {

    static final long SECOND = 1_000_000_000L;
    static final long MESSAGES = 1000;
    static final CellKey HTTP_LONG = key("http-long", Plans.OPEN);
    static final CellKey HTTP_SHORT = key("http-short", Plans.OPEN);
    static final CellKey HTTP_LONG_CLOSED = key("http-long", Plans.CLOSED);

    private final List<BlockResult> results = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    static CellKey key(String cell, Load load) {
        return Records.key(cell, load);
    }

    public static Plan plan(int maxPairs, String... gates) {
        return Plans.of("http-short", "http-long")
                .load(Plans.OPEN, Plans.CLOSED)
                .gates(Plans.gates(gates))
                .maxPairs(maxPairs)
                .build();
    }

    /** A slot of 1,000 messages, of which 30 take as long as said and the others half of it. */
    MadeRun slot(CellKey key, double p99Ns) {
        return slot(key, p99Ns, MESSAGES / 1.0, Records.answered(MESSAGES));
    }

    /** A slot with so many good answers per second. */
    MadeRun closed(CellKey key, double perSecond) {
        return slot(key, 1e6, perSecond, Records.answered(MESSAGES));
    }

    /** A slot in which some messages were reset and some timed out. */
    MadeRun failing(CellKey key, long reset, long timedOut) {
        Counts counts = new Counts(
                MESSAGES,
                MESSAGES - reset - timedOut,
                reset == 0 ? Map.of() : Map.of(Outcome.RESET, reset),
                timedOut,
                0);
        return slot(key, 1e6, MESSAGES, counts);
    }

    /** A slot in which some messages are answered with an error after 0.2 ms. */
    MadeRun shedding(CellKey key, double p99Ns, long shed) {
        Counts counts = new Counts(MESSAGES, MESSAGES - shed, Map.of(Outcome.WRONG_STATUS, shed), 0, 0);
        return slot(key, p99Ns, MESSAGES, counts, 2e5, MESSAGES);
    }

    /** A slot in which some messages are refused a connection at once, so that they are never sent. */
    MadeRun refusing(CellKey key, double p99Ns, long refused) {
        Counts counts = new Counts(MESSAGES, MESSAGES - refused, Map.of(Outcome.CONNECT_FAILED, refused), 0, 0);
        return slot(key, p99Ns, MESSAGES, counts, 1e5, MESSAGES - refused);
    }

    private MadeRun slot(CellKey key, double p99Ns, double perSecond, Counts counts) {
        return slot(key, p99Ns, perSecond, counts, 2e9, counts.intended());
    }

    private MadeRun slot(CellKey key, double p99Ns, double perSecond, Counts counts, double ageNs, long sent) {
        Interval only = new Interval(0, SECOND);
        long slow = Math.min(30, counts.answered());
        put(only, Measure.RESPONSE, p99Ns, slow);
        put(only, Measure.RESPONSE, p99Ns / 2, counts.answered() - slow);
        put(only, Measure.SERVICE, p99Ns / 2, counts.answered());
        put(only, Measure.SEND_LAG, 1000, sent);
        put(only, Measure.CONNECT, p99Ns / 10, key.cell().isShort() ? sent : 8);
        put(only, Measure.UNANSWERED, ageNs, counts.intended() - counts.answered());
        long n = counts.answered();
        Block.Builder block = Block.builder(now, SECOND)
                .elapsedNs(Math.round(n * 1e9 / perSecond))
                .counts(counts)
                .traffic(new Traffic(8, 0, 0, n * 112, n * 227))
                .usage(new ResourceUsage(n * 10_000, n * 5_000, ResourceUsage.UNKNOWN));
        results.add(Records.result(key, block, only));
        now = now.plusSeconds(3);
        return this;
    }

    private static void put(Interval interval, Measure measure, double ns, long count) {
        Records.put(interval, measure, Math.round(ns), count);
    }

    /** The first slots of each series only. */
    Slots live(int first) {
        Slots slots = Slots.none();
        Map<CellKey, Integer> seen = new LinkedHashMap<>();
        for (BlockResult result : results) {
            if (seen.merge(result.key(), 1, Integer::sum) <= first) {
                slots.add(result);
            }
        }
        return slots;
    }

    Slots written(Path results, Plan plan) throws IOException {
        return written(results, plan, Verdict.VALID);
    }

    Slots written(Path path, Plan plan, Verdict verdict) throws IOException {
        RunFolder folder = Records.write(path, plan, Instant.parse("2026-11-24T10:00:00Z"), verdict, results);
        return Slots.read(RunFolder.open(folder.path()));
    }
}
