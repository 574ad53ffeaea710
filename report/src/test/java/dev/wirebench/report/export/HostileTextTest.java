package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.text.SafeText;
import dev.wirebench.report.export.AnnotationsTest.Annotation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.maven.plugins.surefire.report.ReportTestCase;

/** Text from plans, judges and machines is data: every file stays well-formed, and the text comes back. */
class HostileTextTest {

    private static final String RULE = "websocket-long.p99\\u000b<\\u000c\\n2 ms";

    private static final List<String> PARTS = List.of(
            "<script>alert(1)</script>",
            "]]>",
            "<!--",
            "\"",
            "'",
            "&amp;",
            "&#60;",
            "\n",
            "\r\n",
            "\t",
            "%0A",
            "%",
            "::error::",
            "::",
            ",",
            "=",
            "|",
            "`",
            "``` \n",
            "#",
            "# EOF",
            "[a](javascript:b)",
            "![i](https://c.d/e)",
            "https://f.g",
            "www.h.i",
            "@someone",
            "\\",
            "\\n",
            "    ",
            "1. ",
            "- ",
            "---",
            "*",
            "__",
            "~~",
            "\u0000",
            "\u0007",
            "\u001b[2J",
            "\u0085",
            "\u2028",
            "\u202e",
            "\ufffe",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "\u00b5s",
            "${a}",
            "plan");

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(20);
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(PARTS)), Tuple.of(1, anything))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 300, seed = "1")
    void junitStaysValidAndTheTextComesBack(@ForAll("hostile") String text) throws Exception {
        for (boolean isJudged : new boolean[] {true, false}) {
            String xml = JUnitXml.of(Reports.hostile(text, isJudged));
            JUnitXmlTest.validate(xml);
            ReportTestCase only = JUnitXmlTest.cases(xml).get(0);
            assertThat(only.getFullClassName()).isEqualTo(SafeText.line(text));
            if (isJudged) {
                assertThat(only.getName()).isEqualTo(RULE);
                assertThat(only.getFailureMessage()).endsWith(", actual " + SafeText.line(text));
            } else {
                // The reader may take blanks off the ends.
                assertThat(only.getFailureDetail().strip())
                        .isEqualTo(SafeText.line(text).strip());
            }
        }
    }

    /** What the property once found, and its like: blanks between characters that XML escapes, or that end a section. */
    @Example
    void junitKeepsBlanksBetweenWhatIsEscaped() throws Exception {
        for (String text : List.of("& &", "<  <", "\"> <\"", "]]> ]]>", "]] ]]", "]]] ]]]>", "> >", "&amp; &amp;")) {
            junitStaysValidAndTheTextComesBack(text);
        }
    }

    @Property(tries = 300, seed = "1")
    void sarifStaysValidAndTheTextComesBack(@ForAll("hostile") String text) throws Exception {
        for (boolean isJudged : new boolean[] {true, false}) {
            String sarif = Sarif.of(Reports.hostile(text, isJudged));
            assertThat(SarifTest.complaints(sarif)).isEmpty();
            JsonNode run = SarifTest.run(sarif);
            assertThat(run.at("/properties/plan").asText()).isEqualTo(SafeText.line(text));
            assertThat(run.at("/properties/notes/0").asText()).isEqualTo(SafeText.line(text));
            assertThat(run.at("/results/0/message/text").asText()).contains(SafeText.line(text));
        }
    }

    @Property(tries = 300, seed = "1")
    void markdownHasNoMarkupAndTheTextComesBack(@ForAll("hostile") String text) {
        GateReport report = Reports.hostile(text, true);
        String markdown = GateText.markdown(report);
        assertThat(GateMarkdownTest.markup(markdown)).isEmpty();
        List<List<String>> rows = GateMarkdownTest.rows(markdown);
        assertThat(rows).hasSize(2);
        String seen = SafeText.line(text).strip();
        assertThat(rows.get(1).get(0)).isEqualTo(RULE);
        assertThat(rows.get(1).get(2)).isEqualTo(seen);
        assertThat(GateMarkdownTest.items(markdown)).containsExactly(seen);
        assertThat(GateMarkdownTest.items(GateText.markdown(Reports.hostile(text, false))))
                .containsExactly(seen, seen);
    }

    @Property(tries = 300, seed = "1")
    void annotationsStayOneCommandEachAndTheTextComesBack(@ForAll("hostile") String text) {
        for (boolean isJudged : new boolean[] {true, false}) {
            List<Annotation> annotations = AnnotationsTest.read(Annotations.of(Reports.hostile(text, isJudged)));
            assertThat(annotations).hasSize(1);
            assertThat(annotations.get(0).properties()).containsEntry("file", SafeText.line(text));
            assertThat(annotations.get(0).message()).contains(SafeText.line(text));
        }
    }

    @Property(tries = 300, seed = "1")
    void metricsStayWellFormed(@ForAll("hostile") String text) {
        String metrics = OpenMetrics.of(Results.of(Reports.hostile(text, true)));
        assertThat(OpenMetricsReader.read(metrics))
                .anySatisfy(sample -> assertThat(sample.labels()).containsEntry("rule", RULE));
    }

    @Property(tries = 300, seed = "1")
    void fieldsComeBackFromCsv(@ForAll("hostile") String text, @ForAll("hostile") String other) {
        String line = Csv.line(List.of(text, "", other));
        assertThat(line.lines()).hasSize(1);
        assertThat(Csv.fields(line)).containsExactly(SafeText.line(text), "", SafeText.line(other));
    }

    @Property(tries = 300, seed = "1")
    void aTerminalIsOnlySentAscii(@ForAll("hostile") String text) {
        assertThat(GateText.lines(Reports.hostile(text, true))).hasSize(3).allMatch(line -> line.matches("[ -~]*"));
    }

    @Property(tries = 300, seed = "1")
    void textThatIsPlainStaysAsItIs(@ForAll("plain") String text) {
        assertThat(SafeText.line(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withCharRange(' ', '~').withChars('\u00b5', '\u00e9', '\u00d7');
    }
}
