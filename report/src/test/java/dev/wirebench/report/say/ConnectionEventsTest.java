package dev.wirebench.report.say;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Instrument;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Outcome;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.record.AddressRange;
import dev.wirebench.model.record.Block;
import dev.wirebench.model.record.CellRecord;
import dev.wirebench.model.record.ConnectionEvents;
import dev.wirebench.model.record.Counts;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.RunRecord;
import dev.wirebench.model.record.Traffic;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.Units;
import dev.wirebench.report.table.TerminalTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of connections that did not last, and of messages that nobody asked for. */
class ConnectionEventsTest {

    private static final Load LOAD = new Load.Open(200, Load.Arrivals.CONSTANT, 4);
    private static final AddressRange LOOPBACK = AddressRange.of(List.of("127.0.0.1"));
    private static final Counts ALL = new Counts(400, 400, Map.of(), 0, 0);

    @TempDir
    Path results;

    private Comparison comparison(
            String cell, Counts counts, long connections, ConnectionEvents events, AddressRange from)
            throws IOException {
        CellKey key = new CellKey(Cell.parse(cell), LOAD, Instrument.NIO);
        Plan plan = Plans.run("events", List.of(key.cell())).load(LOAD).build();
        RunFolder folder = RunFolder.create(results, plan, Instant.EPOCH, Map.of(Caveats.CPUS, "2"));
        Block block = Block.builder(Instant.EPOCH, 2_000_000_000)
                .counts(counts)
                .traffic(new Traffic(connections, 0, 0, 0, 0))
                .events(events)
                .build();
        folder.seal(RunRecord.builder(plan, Instant.EPOCH)
                .verdict(Verdict.VALID)
                .environment(folder.read().environment())
                .sources(from)
                .cells(List.of(CellRecord.of(key, block)))
                .build());
        return Comparison.of(List.of(folder));
    }

    private static List<String> limits(Comparison comparison) {
        return Caveats.of(comparison.runs().get(0), Units.PLAIN);
    }

    @Test
    void aKeptCellThatWasNotKeptSaysSoOnThePageAndOnTheTerminal() throws IOException {
        Comparison comparison = comparison("raw-long", ALL, 404, new ConnectionEvents(400, 0, 0), LOOPBACK);
        String said =
                "raw-long under open-200, by nio: the target closed or broke connections 400 times; 404 connections"
                        + " were opened where 4 were planned, so this is not a kept cell.";
        assertThat(limits(comparison)).contains(said);
        assertThat(TerminalTable.of(comparison, false).replaceAll("\\s+", " ")).contains("! " + said);
    }

    @Test
    void aKeptCellThatLostAConnectionIsStillOne() throws IOException {
        assertThat(limits(comparison("raw-long", ALL, 5, new ConnectionEvents(1, 0, 0), LOOPBACK)))
                .contains(
                        "raw-long under open-200, by nio: the target closed or broke connections 1 time; 5 connections"
                                + " were opened where 4 were planned, so not all of them were kept.");
    }

    @Test
    void whereMessagesFailedItMayBeOurDoing() throws IOException {
        Counts failed = new Counts(400, 390, Map.of(Outcome.WRONG_STATUS, 10L), 0, 0);
        assertThat(limits(comparison("http-10", failed, 50, new ConnectionEvents(10, 0, 0), LOOPBACK)))
                .contains("http-10 under open-200, by nio: connections ended 10 times before they should have, by the"
                        + " target's doing or with a message that failed, before each had carried 10 messages.");
    }

    @Test
    void connectionsThatLastedAndWhatNobodyCountedAreNotSpokenOf() throws IOException {
        for (ConnectionEvents events : List.of(ConnectionEvents.NONE, ConnectionEvents.NOT_MEASURED)) {
            Comparison comparison = comparison("raw-long", ALL, 4, events, LOOPBACK);
            assertThat(limits(comparison))
                    .noneMatch(sentence -> sentence.contains("connections") || sentence.contains("asked"));
            assertThat(TerminalTable.of(comparison, false)).doesNotContain("closed or broke");
        }
    }

    @Test
    void messagesThatNobodyAskedForAreNamed() throws IOException {
        assertThat(limits(comparison("raw-long", ALL, 4, new ConnectionEvents(0, 800, 0), LOOPBACK)))
                .contains("raw-long under open-200, by nio: 800 messages came that nobody had asked for; they answer"
                        + " nothing and are in no figure but the bytes.");
    }

    @Test
    void otherSourceAddressesThanTheUsualOneAreNamed() throws IOException {
        assertThat(limits(comparison(
                        "raw-long", ALL, 4, ConnectionEvents.NONE, new AddressRange(17, "127.0.0.1", "127.1.0.16"))))
                .contains("Connections came from 17 addresses, 127.0.0.1 to 127.1.0.16.");
        assertThat(limits(comparison("raw-long", ALL, 4, ConnectionEvents.NONE, LOOPBACK)))
                .noneMatch(sentence -> sentence.contains("came from"));
    }
}
