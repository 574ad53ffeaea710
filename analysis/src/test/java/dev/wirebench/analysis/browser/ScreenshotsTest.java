package dev.wirebench.analysis.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.wirebench.analysis.browser.Tab.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures of every page, in {@code target/screenshots} or where {@code -Dwirebench.screenshots=} says:
 * {@code mvn verify -pl analysis -am -Dtest=ScreenshotsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dwirebench.screenshots=$PWD/docs/images} renews the README's.
 */
@Tag("browser")
@ExtendWith(Chromium.class)
class ScreenshotsTest {

    private static final Path FOLDER = Path.of(System.getProperty("wirebench.screenshots", "target/screenshots"));

    @ParameterizedTest
    @MethodSource("dev.wirebench.analysis.browser.ReportPage#all")
    void everyPageHasItsPictures(ReportPage report, Browser browser) throws IOException {
        Map<String, Window> windows =
                new TreeMap<>(Map.of("light", Window.LIGHT, "dark", Window.DARK, "phone", Window.PHONE));
        Map<String, Integer> sizes = new TreeMap<>();
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, Window> window : windows.entrySet()) {
            Path file = FOLDER.resolve(report.name() + "-" + window.getKey() + ".png");
            try (Tab tab = Tab.open(browser, report.file(), window.getValue())) {
                byte[] png = tab.page()
                        .screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
                sizes.put(window.getKey(), java.util.Arrays.hashCode(png));
            }
        }
        assertThat(sizes.values()).as("light, dark and phone look different").doesNotHaveDuplicates();
    }
}
