package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wirebench.model.plan.CellKey;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.text.WriteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of a few pages, or of a few files: only root may mount one. */
@Tag("slow")
class FullDiskTest {

    @TempDir
    private Path directory;

    private boolean isMounted;

    private void mount(String options) throws Exception {
        isMounted = run("mount", "-t", "tmpfs", "-o", options, "wirebench-test", directory.toString());
        assumeThat(isMounted).as("a file system of its own").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (isMounted) {
            run("umount", directory.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFullDiskEndsTheRunWithAllBlocksBeforeIt() throws Exception {
        mount("size=256k");
        assertKeepsWhatItHas("the disk is full", 64 << 10);
    }

    @Test
    void aFileSystemWithoutInodesSaysSo() throws Exception {
        mount("size=64m,nr_inodes=9");
        assertKeepsWhatItHas("the file system has no inode left for a file, see df -i", 0);
    }

    /** Adds blocks until one fails. @param fillBytes taken by something else */
    private void assertKeepsWhatItHas(String cause, int fillBytes) throws Exception {
        Files.write(directory.resolve("other"), new byte[fillBytes]);
        RunFolder folder = RunFolder.create(directory, SampleRun.plan(), SampleRun.STARTED_AT, SampleRun.environment());
        BlockResult result = SampleRun.results().get(1);
        List<Block> kept = new ArrayList<>();
        WriteFailure failure = null;
        while (failure == null && kept.size() < 2_000) {
            List<Block> blocks = new ArrayList<>(kept);
            blocks.add(result.block());
            failure = catchThrowableOfType(WriteFailure.class, () -> {
                folder.append(result);
            });
            kept = failure == null ? blocks : kept;
        }
        String left = kept.isEmpty()
                ? "nothing has been measured"
                : "the " + kept.size() + " blocks that were measured before are kept in " + folder.path();
        assertThat(failure).hasMessageContaining(": could not be written: " + cause + "; " + left);
        assertThat(failure.getMessage()).startsWith(folder.path() + "/");
        try (Stream<Path> files = Files.list(folder.path())) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".tmp"));
        }
        RunFolder read = RunFolder.open(folder.path());
        assertThat(read.read().cells()).isEqualTo(record(kept).cells());
        assertThat(read.intervals(result.key(), Measure.RESPONSE)).hasSize(2 * kept.size());
    }

    private static RunRecord record(List<Block> blocks) {
        CellKey key = SampleRun.RAW_LONG;
        return SampleRun.record(blocks.isEmpty() ? List.of() : List.of(CellRecord.of(key, blocks)));
    }
}
