package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.wirebench.report.browser.Tab.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What axe-core finds of WCAG 2.2 A and AA. */
@Tag("slow")
@Tag("nightly")
@ExtendWith(Chromium.class)
class AccessibilityTest {

    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag',
                values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}});
              return found.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' ')));
            }""";

    static Stream<Arguments> windows() {
        return ReportPage.some()
                .flatMap(report ->
                        Stream.of(Window.LIGHT, Window.DARK, Window.PHONE).map(window -> Arguments.of(report, window)));
    }

    @ParameterizedTest
    @MethodSource("dev.wirebench.report.browser.ReportPage#some")
    void nothingBreaksTheGuidelinesAsItOpens(ReportPage report, Browser browser) throws IOException {
        try (Tab tab = Tab.open(browser, report.file(), Window.LIGHT)) {
            assertThat(violations(tab.page())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void nothingBreaksTheGuidelinesUnfolded(ReportPage report, Window window, Browser browser) throws IOException {
        try (Tab tab = Tab.open(browser, report.file(), window).unfolded()) {
            assertThat(violations(tab.page())).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) throws IOException {
        try (InputStream axe = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) page.evaluate(RUN);
    }
}
