package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number in every table is the one that the run folder holds, within its last printed digit. */
@Tag("slow")
@Tag("nightly")
@ExtendWith(Chromium.class)
class PageNumbersTest {

    /** What the page must state of every series, in whatever table. */
    private static final List<String> MUST =
            List.of("p50", "p99", "p99.9", "throughput", "bytes up / down", "intended", "answered");

    /** And of each rate of a sweep, which is a point of a curve. */
    private static final List<String> OF_SWEPT = List.of("p50", "p99", "throughput");

    @ParameterizedTest
    @MethodSource("dev.wirebench.report.browser.ReportPage#some")
    void everyNumberIsTheRunFolders(ReportPage report, Browser browser) throws IOException {
        try (Tab tab = Tab.open(browser, report.file(), Tab.Window.LIGHT).unfolded()) {
            Set<ShownTable> tables = ShownTable.all(tab.page());
            TableCheck check = TableCheck.of(report);
            tables.forEach(check::check);
            for (RawSeries series : check.series()) {
                boolean isSwept = series.load().startsWith("swept-");
                assertThat(check.stated(series)).as("stated of %s", series).containsAll(isSwept ? OF_SWEPT : MUST);
            }
            assertThat(tab.said()).isEmpty();
        }
    }
}
