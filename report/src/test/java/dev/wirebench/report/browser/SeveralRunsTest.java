package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.wirebench.model.record.RunFolder;
import dev.wirebench.model.record.Verdict;
import dev.wirebench.report.page.Page;
import dev.wirebench.report.read.Comparison;
import dev.wirebench.report.read.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of several runs says whether they were measured in turn. */
@Tag("slow")
@ExtendWith(Chromium.class)
class SeveralRunsTest {

    /** A sample run of another seed begins an hour later. */
    @ParameterizedTest
    @CsvSource({"1, The runs took turns, Runs at different times", "2, Runs at different times, The runs took turns"})
    void onlyRunsThatWentOnAtTheSameTimeTookTurns(
            int seed, String said, String notSaid, @TempDir Path results, Browser browser) throws IOException {
        RunFolder first = SampleRun.write(results, "first", 1, 1, Verdict.VALID);
        RunFolder second = SampleRun.write(results, "second", seed, 1.3, Verdict.VALID);
        Path file = results.resolve("page.html");
        Files.writeString(file, Page.of(Comparison.of(List.of(first, second))));
        try (Tab tab = Tab.open(browser, file, Tab.Window.LIGHT)) {
            assertThat(tab.page().locator("main").textContent()).contains(said).doesNotContain(notSaid);
        }
    }
}
