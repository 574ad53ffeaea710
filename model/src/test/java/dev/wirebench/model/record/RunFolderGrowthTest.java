package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes that keeping a block writes, however many there are already. */
class RunFolderGrowthTest {

    @TempDir
    private Path results;

    /** A file that was replaced was written as a whole, any other only by what it has more. */
    private static final class WrittenBytes {

        private record Seen(Object inode, long size) {}

        private final Path folder;
        private Map<Path, Seen> before;
        private long sum;

        WrittenBytes(Path folder) throws IOException {
            this.folder = folder;
            before = look();
        }

        private Map<Path, Seen> look() throws IOException {
            Map<Path, Seen> seen = new HashMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    seen.put(file, new Seen(Files.getAttribute(file, "unix:ino"), Files.size(file)));
                }
            }
            return seen;
        }

        void add() throws IOException {
            Map<Path, Seen> now = look();
            now.forEach((file, seen) -> {
                Seen old = before.get(file);
                boolean isReplaced = old == null || !old.inode.equals(seen.inode) || seen.size < old.size;
                sum += isReplaced ? seen.size : seen.size - old.size;
            });
            before = now;
        }
    }

    private long writtenBytes(int blocks) throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        WrittenBytes written = new WrittenBytes(folder.path());
        List<BlockResult> sample = SampleRun.results();
        for (int i = 0; i < blocks; i++) {
            folder.append(sample.get(i % sample.size()));
            if (i % 7 == 0) {
                folder.setAside(sample.get(0).key(), sample.get(0).block());
            }
            written.add();
        }
        assertThat(RunFolder.open(folder.path()).read().cells()).isEqualTo(folder.cells());
        return written.sum;
    }

    @Test
    void tenTimesAsManyBlocksWriteTenTimesAsManyBytes() throws IOException {
        long few = writtenBytes(49);
        assertThat(writtenBytes(490)).isBetween(9 * few, 11 * few);
    }

    @Test
    void theRecordIsReplacedWithoutTheBlocks() throws IOException {
        RunFolder folder = RunFolder.create(results, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        Path record = folder.path().resolve("record.json");
        long empty = Files.size(record);
        for (BlockResult result : SampleRun.results()) {
            folder.append(result);
        }
        folder.update(RunRecord.builder(SampleRun.plan(), SampleRun.STARTED_AT)
                .environment(SampleRun.environment())
                .cells(folder.cells())
                .build());
        assertThat(Files.size(record)).isEqualTo(empty);
        assertThat(RunFolder.open(folder.path()).read().cells()).isEqualTo(folder.cells());
    }
}
