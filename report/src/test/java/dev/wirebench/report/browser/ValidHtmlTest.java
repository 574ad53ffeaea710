package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** What the W3C's Nu Html Checker says of the page's HTML and CSS. */
@Tag("slow")
@Tag("nightly")
@ExtendWith(Chromium.class)
class ValidHtmlTest {

    @ParameterizedTest
    @MethodSource("dev.wirebench.report.browser.ReportPage#some")
    void theFileIsValidHtml(ReportPage report) throws IOException, SAXException {
        assertThat(errors(Files.readString(report.file()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.wirebench.report.browser.ReportPage#some")
    void whatItsScriptsBuiltIsValidHtml(ReportPage report, Browser browser) throws IOException, SAXException {
        try (Tab tab = Tab.open(browser, report.file(), Tab.Window.LIGHT).unfolded()) {
            assertThat(errors(tab.page().content())).isEmpty();
        }
    }

    private static List<String> errors(String html) throws IOException, SAXException {
        EmbeddedValidator validator = new EmbeddedValidator();
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        String answer = validator.validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        List<String> errors = new ArrayList<>();
        for (JsonNode message : new ObjectMapper().readTree(answer).path("messages")) {
            if (message.path("type").asText().equals("error")) {
                errors.add(message.path("message").asText() + " in "
                        + message.path("extract").asText());
            }
        }
        return errors;
    }
}
