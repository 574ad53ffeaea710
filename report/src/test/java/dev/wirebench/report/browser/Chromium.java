package dev.wirebench.report.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Hands the machine's own Chromium to tests, driven by Playwright on the machine's own Node.js; one process for all of them.
 *
 * <p>Where either is missing the tests are skipped and say what to install; in CI ({@code CI=true}) they fail.
 * {@code -Dwirebench.browser=} and {@code -Dwirebench.node=} name others than those on the {@code PATH}.
 */
final class Chromium implements BeforeAllCallback, ParameterResolver {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private record Started(Playwright playwright, Browser browser) implements AutoCloseable {
        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        String missing = missing();
        if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        if (!missing.isEmpty()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + missing);
            throw new TestAbortedException(missing);
        }
    }

    private static String missing() {
        if (browser().isEmpty()) {
            return "the page was not tested in a browser: install chromium, or name one with -Dwirebench.browser=";
        }
        return node().isEmpty()
                ? "the page was not tested in a browser: install nodejs (18 or later), or name one with -Dwirebench.node="
                : "";
    }

    private static Optional<Path> browser() {
        return executable("wirebench.browser", BROWSERS);
    }

    private static Optional<Path> node() {
        return executable("wirebench.node", List.of("node"));
    }

    private static Optional<Path> executable(String property, List<String> names) {
        Stream<Path> candidates = System.getProperty(property) != null
                ? Stream.of(Path.of(System.getProperty(property)))
                : names.stream()
                        .flatMap(name -> Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                                .map(folder -> Path.of(folder, name)));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Chromium.class))
                .computeIfAbsent(Started.class, key -> start(), Started.class)
                .browser();
    }

    private static Started start() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_NODEJS_PATH", node().orElseThrow().toString());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(browser().orElseThrow()));
        return new Started(playwright, browser);
    }
}
