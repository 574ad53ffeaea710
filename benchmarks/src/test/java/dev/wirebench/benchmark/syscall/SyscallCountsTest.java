package dev.wirebench.benchmark.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wirebench.model.plan.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Real output of strace, kept beside this class. */
class SyscallCountsTest {

    @Test
    void callsStandInTheFourthColumnWhetherOrNotSomeFailed() throws IOException {
        SyscallCounts counts = SyscallCounts.parse(output("http-short.strace"));
        assertThat(counts.byName())
                .hasSize(38)
                .containsEntry("futex", 669L)
                .containsEntry("connect", 3329L)
                .containsEntry("getsockname", 13316L)
                .containsEntry("lseek", 1L)
                .doesNotContainKey("total");
    }

    @Test
    void theSumIsThatOfStrace() throws IOException {
        assertThat(SyscallCounts.parse(output("http-short.strace")).total()).isEqualTo(73334);
    }

    @Test
    void anOlderStraceLeavesOutTheMeanOfTheSum() {
        SyscallCounts counts = SyscallCounts.parse("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                 60.00    0.000012           0        30         2 read
                 40.00    0.000008           0        10           write
                ------ ----------- ----------- --------- --------- ----------------
                100.00    0.000020                    40         2 total
                """);
        assertThat(counts.total()).isEqualTo(40);
        assertThat(counts.mostFrequent(1)).containsExactly("read");
    }

    @Test
    void aTableThatWasCutOffIsRefused() throws IOException {
        String table = output("http-short.strace");
        assertThatThrownBy(() -> SyscallCounts.parse(table.substring(0, table.lastIndexOf("\n------"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two rules");
        assertThatThrownBy(
                        () -> SyscallCounts.parse(table.replace(" 3329      3329 connect", " 3329   x  3329 connect")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect");
        assertThatThrownBy(() -> SyscallCounts.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRowHasTheCallsPerMessageAndTheMostFrequent() throws IOException {
        SyscallsTable table = new SyscallsTable();
        TraceResult traced = new TraceResult(3329, SyscallCounts.parse(output("http-short.strace")));
        table.add(new ClosedLoad(Cell.parse("http-short"), 64, 2), "Wirebench", traced);
        assertThat(traced.perMessage()).isCloseTo(22.03, within(0.005));
        assertThat(table.toMarkdown())
                .endsWith("| http-short | 64 | Wirebench | 22.03 | getsockname 4.00, setsockopt 3.00, fcntl 2.00,"
                        + " getsockopt 2.00, epoll_ctl 2.00 | 3329 |\n");
    }

    @Test
    void aFailureStaysInItsCellOfTheTable() {
        SyscallsTable table = new SyscallsTable();
        table.addFailure(new ClosedLoad(Cell.parse("raw-long"), 1, 2), "C client", "exit code 1:\nread | write");
        assertThat(table.toMarkdown()).endsWith("| raw-long | 1 | C client | - | exit code 1: read / write | - |\n");
    }

    @Test
    void withoutMessagesThereIsNoNumberPerMessage() throws IOException {
        SyscallCounts counts = SyscallCounts.parse(output("http-short.strace"));
        assertThatThrownBy(() -> new TraceResult(0, counts)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String output(String name) throws IOException {
        try (InputStream in = SyscallCountsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
