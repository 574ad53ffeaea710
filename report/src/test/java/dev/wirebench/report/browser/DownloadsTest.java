package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Element;

/** What a chart hands out: its numbers as CSV, its picture as SVG and PNG. */
@Tag("slow")
@ExtendWith(Chromium.class)
class DownloadsTest {

    private static final Pattern UNIT = Pattern.compile("(.*) \\((ns|B)\\)");

    @Test
    void theNumbersCanBeCopiedAndDownloaded(Browser browser) throws IOException {
        try (Tab tab = open(browser)) {
            for (Locator figure : tab.page().locator("section.figure").all()) {
                button(figure, "Copy data as CSV").click();
                tab.page()
                        .waitForCondition(() ->
                                figure.getByRole(AriaRole.STATUS).innerText().equals("Copied."));
                String copied = (String) tab.page().evaluate("navigator.clipboard.readText()");
                Download download = tab.page()
                        .waitForDownload(() -> button(figure, "Download CSV").click());
                assertThat(download.suggestedFilename()).matches("[a-z0-9-]+\\.csv");
                assertThat(Files.readString(download.path())).isEqualTo(copied);
                List<CSVRecord> rows = rows(copied);
                assertThat(rows).hasSizeGreaterThan(1).allMatch(CSVRecord::isConsistent);
            }
            assertThat(tab.said()).isEmpty();
        }
    }

    @Test
    void copiedCostsAreTheRunFolders(Browser browser) throws IOException {
        TableCheck runs = TableCheck.of(ReportPage.of("sample"));
        try (Tab tab = open(browser)) {
            Download download = tab.page()
                    .waitForDownload(
                            () -> button(tab.page().locator("section.figure:has(#figure-cost)"), "Download CSV")
                                    .click());
            List<CSVRecord> rows = rows(Files.readString(download.path()));
            assertThat(rows).hasSize(6);
            for (CSVRecord row : rows) {
                RawSeries series = runs.series().stream()
                        .filter(each -> each.cell().equals(row.get("cell"))
                                && each.load().equals(row.get("load")))
                        .filter(each -> each.instrument().equals(row.get("instrument")))
                        .findFirst()
                        .orElseThrow();
                row.toMap().forEach((head, value) -> cost(series, head, value));
            }
        }
    }

    private static void cost(RawSeries series, String head, String value) {
        var unit = UNIT.matcher(head);
        if (unit.matches()) {
            Expectations.of(unit.group(1), "", series)
                    .get(0)
                    .ifPresentOrElse(
                            wanted -> assertThat(Double.parseDouble(value))
                                    .as(head)
                                    .isBetween(wanted.low() - 1e-6, wanted.high() + 1e-6),
                            () -> assertThat(value).as(head).isEmpty());
        } else {
            assertThat(head).isIn("cell", "load", "instrument");
        }
    }

    @Test
    void everyPictureIsOne(Browser browser) throws Exception {
        try (Tab tab = open(browser)) {
            for (Locator figure :
                    tab.page().locator("section.figure:has([role=img]:visible)").all()) {
                Download svg = tab.page()
                        .waitForDownload(() -> button(figure, "Download SVG").click());
                Element root = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(svg.path().toFile())
                        .getDocumentElement();
                assertThat(root.getTagName()).isEqualTo("svg");
                assertThat(root.getNamespaceURI() + root.getAttribute("xmlns")).contains("http://www.w3.org/2000/svg");
                assertThat(root.getElementsByTagName("script").getLength()).isZero();
                assertThat(root.getElementsByTagName("path").getLength()).isPositive();
                Download png = tab.page()
                        .waitForDownload(() -> button(figure, "Download PNG").click());
                BufferedImage image = ImageIO.read(png.path().toFile());
                assertThat(image.getWidth()).isEqualTo(2 * Integer.parseInt(root.getAttribute("width")));
                assertThat(colours(image))
                        .as("colours of " + png.suggestedFilename())
                        .isGreaterThan(4);
            }
            assertThat(tab.said()).isEmpty();
            assertThat(tab.asked())
                    .allMatch(url -> url.startsWith("file:") || url.startsWith("blob:") || url.startsWith("data:"));
        }
    }

    private static long colours(BufferedImage image) {
        return IntStream.range(0, image.getHeight())
                .flatMap(y -> IntStream.range(0, image.getWidth() / 7).map(x -> image.getRGB(7 * x, y)))
                .distinct()
                .count();
    }

    private static List<CSVRecord> rows(String csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
            return parser.getRecords();
        }
    }

    private static Locator button(Locator figure, String what) {
        return figure.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + what)));
    }

    private static Tab open(Browser browser) {
        return Tab.open(browser, ReportPage.of("sample").file(), Tab.Window.LIGHT);
    }
}
