package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file needs nothing but itself. */
@Tag("slow")
@Tag("nightly")
@ExtendWith(Chromium.class)
class StandsAloneTest {

    @ParameterizedTest
    @MethodSource("dev.wirebench.report.browser.ReportPage#some")
    void openedFromDiskItAsksForNothingElseAndComplainsOfNothing(ReportPage report, Browser browser) {
        try (Tab tab = Tab.open(browser, report.file(), Tab.Window.LIGHT).unfolded()) {
            tab.page().setViewportSize(700, 900);
            tab.page().waitForTimeout(100);
            assertThat(tab.said()).isEmpty();
            assertThat(tab.asked()).containsExactly(report.file().toUri().toString());
            assertThat(tab.page().locator("h1")).matches(h1 -> h1.count() == 1, "one main heading");
        }
    }
}
