package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts that others wrote stay text. */
@Tag("slow")
@ExtendWith(Chromium.class)
class HostileTextTest {

    @Test
    void markupAppearsAsTextAndBuildsNothing(Browser browser) throws Exception {
        ReportPage report = ReportPage.of("hostile");
        int scripts = Files.readString(report.file()).split("<script", -1).length - 1;
        try (Tab tab = Tab.open(browser, report.file(), Tab.Window.LIGHT).unfolded()) {
            tab.page().waitForTimeout(100);
            assertThat(tab.said()).isEmpty();
            assertThat(tab.page().locator("[id=pwned]").count()).isZero();
            assertThat(tab.page()
                            .locator("img, iframe, object, embed, base, u, i[id]")
                            .count())
                    .isZero();
            assertThat(tab.page().locator("script").count()).isEqualTo(scripts);
            assertThat(tab.page()
                            .locator("a[href^='javascript:' i], [onerror], [onload], [onclick]")
                            .count())
                    .isZero();
        }
    }

    @Test
    void everyTextIsShownAsItWasWritten(Browser browser) {
        try (Tab tab = Tab.open(browser, ReportPage.of("hostile").file(), Tab.Window.LIGHT)
                .unfolded()) {
            String shown = tab.page().locator("main").textContent().replace('\u00a0', ' ');
            for (String text : HostileRun.MARKUP) {
                assertThat(shown).contains("key " + text, "value " + text);
            }
            String plan = tab.page().locator("pre").allTextContents().toString();
            assertThat(plan).contains("onerror=alert(2)").contains("javascript:alert(4)");
            for (String where : List.of("first ", "second ")) {
                assertThat(shown).contains(where + HostileRun.ALL);
            }
            assertThat(shown).contains("< 2 ms " + HostileRun.ALL).contains("(1.40 to 1.47) " + HostileRun.ALL);
        }
    }
}
