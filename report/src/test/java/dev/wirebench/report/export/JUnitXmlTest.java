package dev.wirebench.report.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.record.Verdict;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** Read by Maven Surefire's own reader, and held against a schema of what Jenkins accepts. */
class JUnitXmlTest {

    static void validate(String xml) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Validator validator = factory.newSchema(JUnitXmlTest.class.getResource("jenkins-junit.xsd"))
                .newValidator();
        validator.validate(new StreamSource(new StringReader(xml)));
    }

    static List<ReportTestCase> cases(String xml) throws Exception {
        return suite(xml).getTestCases();
    }

    private static ReportTestSuite suite(String xml) throws Exception {
        // The reader takes one suite per document.
        String suite = xml.replaceFirst("(?s)<testsuites.*?>", "").replace("</testsuites>", "");
        InputStream bytes = new ByteArrayInputStream(suite.getBytes(UTF_8));
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(bytes, UTF_8))
                .get(0);
    }

    @Test
    void isValid() throws Exception {
        for (GateReport report : List.of(Reports.mixed(), Reports.passed(), Reports.notJudged())) {
            validate(JUnitXml.of(report));
        }
    }

    @Test
    void aDamagedFileIsRefused() {
        String xml = JUnitXml.of(Reports.mixed());
        for (String damaged : List.of(
                xml.replace(" tests=", " count="),
                xml.replaceFirst("<failure[^>]*>", "<failure>"),
                xml.replace("<testcase classname=\"checkout\"", "<testcase group=\"checkout\""),
                xml.replace("failure", "fault"),
                xml.replace("</testsuites>", ""))) {
            assertThat(damaged).isNotEqualTo(xml);
            assertThatThrownBy(() -> validate(damaged)).isInstanceOf(SAXException.class);
        }
    }

    @Test
    void onlyWhatCountsAsPassedIsGreen() throws Exception {
        ReportTestSuite suite = suite(JUnitXml.of(Reports.mixed()));
        assertThat(suite.getNumberOfTests()).isEqualTo(4);
        assertThat(suite.getNumberOfFailures()).isEqualTo(1);
        assertThat(suite.getNumberOfErrors()).isEqualTo(1);
        assertThat(suite.getNumberOfSkipped()).isZero();
        assertThat(suite.getTestCases().stream().map(ReportTestCase::isSuccessful))
                .containsExactly(true, false, false, true);
        assertThat(suite.getTestCases().stream().map(ReportTestCase::hasError))
                .containsExactly(false, false, true, false);
    }

    @Test
    void aFailureSaysWhatWasRequiredAndWhatThereWas() throws Exception {
        ReportTestCase failed = cases(JUnitXml.of(Reports.mixed())).get(1);
        assertThat(failed.getName()).isEqualTo(Reports.NO_WORSE);
        assertThat(failed.getFullClassName()).isEqualTo("checkout");
        assertThat(failed.getFailureMessage())
                .isEqualTo("raw-long.open-500.p99: required <= 10 % worse, actual 31 % worse (28 to 34)");
        assertThat(failed.getFailureDetail().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("FAIL raw-long.open-500.p99")
                        .contains("24 pairs, noise 4 %, would have detected a change of 6.1 %, fails 0.13 %"));
    }

    @Test
    void aRunThatIsNotJudgedIsOneErrorAndItsGatesAreSkipped() throws Exception {
        ReportTestSuite suite = suite(JUnitXml.of(Reports.notJudged()));
        assertThat(suite.getNumberOfTests()).isEqualTo(3);
        assertThat(suite.getNumberOfErrors()).isEqualTo(1);
        assertThat(suite.getNumberOfSkipped()).isEqualTo(2);
        List<ReportTestCase> cases = suite.getTestCases();
        assertThat(cases.stream().map(ReportTestCase::getName))
                .containsExactly("verdict", Reports.LIMIT, Reports.NO_WORSE);
        assertThat(cases.stream().map(ReportTestCase::hasSkipped)).containsExactly(false, true, true);
        assertThat(cases.get(0).getName()).isEqualTo("verdict");
        assertThat(cases.get(0).hasError()).isTrue();
        assertThat(cases.get(0).getFailureDetail()).isEqualTo("a pause of 12 ms");
    }

    @Test
    void theSameRuleTwiceHasTwoNames() throws Exception {
        GateResult result = Reports.passed().results().get(0);
        GateReport twice = Reports.report(Verdict.VALID, List.of(), result, result);
        assertThat(cases(JUnitXml.of(twice)).stream().map(ReportTestCase::getName))
                .containsExactly(Reports.LIMIT, Reports.LIMIT + " (2)");
    }

    @Test
    void verdictNoiseAndPairsAreProperties() {
        assertThat(JUnitXml.of(Reports.passed()))
                .contains("<property name=\"verdict\" value=\"VALID\"/>")
                .contains("<property name=\"gate.1.websocket-long.open-500.p99.slots\" value=\"24\"/>")
                .contains("<property name=\"gate.1.websocket-long.open-500.p99.noise\" value=\"0.04\"/>");
    }
}
