package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Margin;
import com.microsoft.playwright.options.Media;
import dev.wirebench.report.browser.Tab.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page fits its window, and paper. */
@Tag("slow")
@Tag("nightly")
@ExtendWith(Chromium.class)
class LayoutTest {

    /** What an A4 page is wide between margins of 10 mm, at 96 px an inch. */
    private static final int PAPER_PX = 718;

    /** Elements that reach beyond the right edge, unless they are in one that scrolls. */
    private static final String BEYOND = """
            () => {
              const scrolls = e => e && e !== document.documentElement
                && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
              return [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement)
                  && e.checkVisibility() && !e.closest('svg svg, svg g'))
                .map(e => e.tagName + '.' + e.getAttribute('class') + ': ' + e.textContent.slice(0, 40));
            }""";

    /** Elements of which a reader of paper, who cannot scroll, sees only a part. */
    private static final String CUT = """
            () => [...document.body.querySelectorAll('*')]
              .filter(e => e.checkVisibility() && getComputedStyle(e).overflowX !== 'visible' && !e.closest('svg')
                && e.scrollWidth > e.clientWidth + 1)
              .map(e => e.tagName + '.' + e.className + ' "' + (e.getAttribute('aria-label') || e.textContent.slice(0, 30))
                + '": ' + e.scrollWidth + ' px in ' + e.clientWidth)""";

    static Stream<Arguments> widths() {
        return ReportPage.some()
                .flatMap(report -> IntStream.of(360, 768, 1280, 1920).mapToObj(width -> Arguments.of(report, width)));
    }

    @ParameterizedTest
    @MethodSource("widths")
    @SuppressWarnings("unchecked")
    void nothingNeedsToBeScrolledSideways(ReportPage report, int width, Browser browser) {
        try (Tab tab = Tab.open(browser, report.file(), new Window(width, 900, ColorScheme.LIGHT))) {
            for (boolean unfolded : new boolean[] {false, true}) {
                Page page = unfolded ? tab.unfolded().page() : tab.page();
                assertThat((List<String>) page.evaluate(BEYOND)).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .isEqualTo(0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.wirebench.report.browser.ReportPage#some")
    @SuppressWarnings("unchecked")
    void onPaperNothingIsCutOff(ReportPage report, Browser browser) {
        try (Tab tab = Tab.open(browser, report.file(), new Window(PAPER_PX, 1000, ColorScheme.LIGHT))) {
            tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            tab.page().waitForTimeout(200);
            assertThat((List<String>) tab.page().evaluate(CUT))
                    .as("as it opens")
                    .isEmpty();
            assertThat((List<String>) tab.unfolded().page().evaluate(CUT))
                    .as("unfolded")
                    .isEmpty();
            byte[] pdf = tab.page()
                    .pdf(new Page.PdfOptions()
                            .setFormat("A4")
                            .setMargin(new Margin()
                                    .setTop("10mm")
                                    .setBottom("10mm")
                                    .setLeft("10mm")
                                    .setRight("10mm")));
            assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-")
                    .contains("/Type /Page\n");
            assertThat(tab.said()).isEmpty();
        }
    }
}
