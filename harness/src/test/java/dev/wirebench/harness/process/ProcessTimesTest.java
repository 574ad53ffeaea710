package dev.wirebench.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.record.ResourceUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTimesTest {

    private static ProcessStat process(long pid, long parent, long ownNs, long childrenNs) {
        return new ProcessStat(pid, false, parent, 1, 1, pid, ownNs, childrenNs);
    }

    private static ProcessTimes times(ProcessStat... processes) {
        Map<Long, ProcessStat> byPid = new HashMap<>();
        List.of(processes).forEach(process -> byPid.put(process.pid(), process));
        return ProcessTimes.of(byPid);
    }

    @Test
    void whatAllProcessesUsedIsSummed() {
        ProcessTimes before = times(process(10, 1, 100, 0), process(11, 10, 200, 0));
        ProcessTimes after = times(process(10, 1, 130, 0), process(11, 10, 204, 0));
        assertThat(after.since(before)).isEqualTo(34);
    }

    @Test
    void aChildForkedInBetweenCountsInFull() {
        ProcessTimes before = times(process(10, 1, 100, 50));
        ProcessTimes after = times(process(10, 1, 101, 50), process(11, 10, 7, 2));
        assertThat(after.since(before)).isEqualTo(10);
    }

    @Test
    void aChildForkedAndWaitedForInBetweenCountsInFull() {
        ProcessTimes before = times(process(10, 1, 100, 50));
        ProcessTimes after = times(process(10, 1, 101, 59));
        assertThat(after.since(before)).isEqualTo(10);
    }

    @Test
    void ofAChildThatEndedItsPastDoesNotCount() {
        ProcessTimes before = times(process(10, 1, 100, 0), process(11, 10, 5000, 0));
        ProcessTimes after = times(process(10, 1, 101, 5003));
        assertThat(after.since(before)).isEqualTo(4);
    }

    @Test
    void nestedChildrenThatEndedAreTakenByTheirNearestLivingAncestor() {
        ProcessTimes before = times(process(10, 1, 0, 0), process(11, 10, 500, 20), process(12, 11, 300, 0));
        ProcessTimes after = times(process(10, 1, 0, 500 + 20 + 300 + 9));
        assertThat(after.since(before)).isEqualTo(9);
    }

    @Test
    void whatNobodyWaitedForTakesNothingFromTheOthers() {
        ProcessTimes before = times(process(10, 1, 100, 0), process(11, 10, 5000, 0), process(12, 1, 70, 0));
        ProcessTimes after = times(process(10, 1, 130, 0));
        assertThat(after.since(before)).isEqualTo(30);
    }

    @Test
    void anotherProcessWithTheSameNumberIsNew() {
        ProcessTimes before = times(new ProcessStat(11, false, 1, 1, 1, 400, 5000, 0));
        ProcessTimes after = times(new ProcessStat(11, false, 1, 1, 1, 900, 6, 0));
        assertThat(after.since(before)).isEqualTo(6);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        ProcessTimes unknown = ProcessTimes.read(ProcessSet.NONE);
        assertThat(times().since(unknown)).isEqualTo(ResourceUsage.UNKNOWN);
        assertThat(unknown.since(times())).isEqualTo(ResourceUsage.UNKNOWN);
    }

    @Test
    void aNameMayHaveSpacesAndParentheses() {
        String line = "42 (my (own) prog) S 7 8 9 0 -1 4194560 1 2 3 4 11 22 33 44 20 0 1 0 555 1000 10";
        assertThat(ProcessStat.parse(line))
                .isEqualTo(new ProcessStat(42, false, 7, 8, 9, 555, 330_000_000L, 770_000_000L));
    }
}
