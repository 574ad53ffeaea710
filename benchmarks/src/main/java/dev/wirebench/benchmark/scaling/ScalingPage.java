package dev.wirebench.benchmark.scaling;

import dev.wirebench.report.page.StandalonePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The results as charts in one HTML file, a {@link StandalonePage}. */
final class ScalingPage {

    private ScalingPage() {}

    /** @param data see {@link ScalingData} */
    static String of(String data) {
        try (InputStream script = ScalingPage.class.getResourceAsStream("scaling.js")) {
            return StandalonePage.of(
                    "Wirebench: scaling",
                    "scaling.json beside it",
                    new String(script.readAllBytes(), StandardCharsets.UTF_8),
                    data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
