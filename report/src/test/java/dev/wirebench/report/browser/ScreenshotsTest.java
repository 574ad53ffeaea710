package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.wirebench.report.browser.Tab.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures of every page, in {@code target/screenshots} or where {@code -Dwirebench.screenshots=} says:
 * {@code mvn verify -pl report -am -Dit.test=ScreenshotsTest -Dfailsafe.failIfNoSpecifiedTests=false
 * -Dwirebench.screenshots=$PWD/docs/images -Dwirebench.example=$PWD/results/<run>} renews the README's.
 */
@Tag("slow")
@Tag("nightly")
@ExtendWith(Chromium.class)
class ScreenshotsTest {

    private static final String PROPERTY = "wirebench.screenshots";
    private static final Path FOLDER = Path.of(System.getProperty(PROPERTY, "target/screenshots"));
    private static final boolean ARE_FOR_DOCS = System.getProperty(PROPERTY) != null;

    /** Of a page for the documents, so much from its top, in pixels. */
    private static final int TOP = 1500;

    @ParameterizedTest
    @MethodSource("dev.wirebench.report.browser.ReportPage#some")
    void everyPageHasItsPictures(ReportPage report, Browser browser) throws IOException {
        assumeTrue(!ARE_FOR_DOCS || report.name().equals("example"), "no page of the documents");
        Map<String, Window> windows =
                new TreeMap<>(Map.of("light", Window.LIGHT, "dark", Window.DARK, "phone", Window.PHONE));
        Map<String, Integer> sizes = new TreeMap<>();
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, Window> window : windows.entrySet()) {
            Path file = FOLDER.resolve(report.name() + "-" + window.getKey() + ".png");
            try (Tab tab = Tab.open(browser, report.file(), window.getValue())) {
                Page.ScreenshotOptions options =
                        new Page.ScreenshotOptions().setPath(file).setFullPage(true);
                if (ARE_FOR_DOCS) {
                    options.setClip(0, 0, tab.page().viewportSize().width, TOP);
                }
                sizes.put(window.getKey(), Arrays.hashCode(tab.page().screenshot(options)));
            }
        }
        assertThat(sizes.values()).as("light, dark and phone look different").doesNotHaveDuplicates();
    }
}
