package dev.wirebench.report.export;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.model.gate.GateFinding;
import dev.wirebench.model.gate.GateReport;
import dev.wirebench.model.gate.GateResult;
import dev.wirebench.model.gate.Sensitivity;
import dev.wirebench.model.plan.Gate;
import dev.wirebench.model.text.SafeText;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML as the Jenkins xUnit plugin's {@code junit-10.xsd} has it: one test case per gate.
 *
 * <p>A gate that failed is a failure. One that the numbers cannot decide is an error, as is a run that is not judged: no
 * reader shows an error as green, and those that tell the two apart (GitLab, Azure, Surefire) count it beside the
 * failures, so that "slower" and "cannot tell" stay two things. As skipped, it would be green in Jenkins and GitLab, so
 * gates are skipped only beside the error of a run that is not judged.
 */
final class JUnitXml {

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;
    private final GateReport report;
    private final String plan;
    private final Map<String, Integer> seen = new HashMap<>();

    private JUnitXml(GateReport report) throws XMLStreamException {
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        this.report = report;
        this.plan = SafeText.line(report.plan());
    }

    static String of(GateReport report) {
        try {
            return new JUnitXml(report).write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("JUnit XML of " + report.plan(), e);
        }
    }

    private String write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("testsuites");
        counts();
        start("testsuite");
        counts();
        xml.writeAttribute("skipped", Integer.toString(skipped()));
        start("properties");
        properties();
        end();
        if (!report.isJudged()) {
            verdict();
            for (Gate gate : report.gates()) {
                startCase(unique(SafeText.line(gate.text())));
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", GateText.outcome(report));
                end();
            }
        }
        for (GateResult result : report.results()) {
            testCase(result);
        }
        text("system-out", report.notes().stream().map(SafeText::line).toList());
        end();
        end();
        xml.writeEndDocument();
        xml.flush();
        return out + "\n";
    }

    private void counts() throws XMLStreamException {
        long errors = count(Decision.INCONCLUSIVE) + (report.isJudged() ? 0 : 1);
        xml.writeAttribute("name", plan);
        xml.writeAttribute(
                "tests", Integer.toString(report.results().size() + (report.isJudged() ? 0 : skipped() + 1)));
        xml.writeAttribute("failures", Long.toString(count(Decision.FAIL)));
        xml.writeAttribute("errors", Long.toString(errors));
    }

    private int skipped() {
        return report.isJudged() ? 0 : report.gates().size();
    }

    private long count(Decision decision) {
        return report.results().stream().filter(r -> r.outcome() == decision).count();
    }

    /** The schema knows properties of a suite only. */
    private void properties() throws XMLStreamException {
        property("verdict", report.verdict().validity().name());
        for (int i = 0; i < report.results().size(); i++) {
            for (GateFinding finding : report.results().get(i).findings()) {
                if (finding.sensitivity().isPresent()) {
                    Sensitivity s = finding.sensitivity().get();
                    String name = "gate." + (i + 1) + "." + finding.label();
                    property(name + ".slots", Integer.toString(s.slots()));
                    property(name + ".noise", Double.toString(s.noise()));
                    property(name + ".smallestChange", Double.toString(s.smallestChange()));
                    property(name + ".falseFailureRate", Double.toString(s.falseFailureRate()));
                }
            }
        }
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", name);
        xml.writeAttribute("value", value);
    }

    private void verdict() throws XMLStreamException {
        startCase("verdict");
        problem("error", report.verdict().validity().name(), GateText.outcome(report), reasons());
        end();
    }

    private List<String> reasons() {
        return report.verdict().reasons().stream().map(SafeText::line).toList();
    }

    private void testCase(GateResult result) throws XMLStreamException {
        startCase(unique(SafeText.line(result.gate().text())));
        String message = String.join("; ", FindingText.deciding(result));
        switch (result.outcome()) {
            case FAIL -> problem("failure", result.decision().label(), message, FindingText.whole(result));
            case INCONCLUSIVE -> problem("error", result.decision().label(), message, FindingText.whole(result));
            case PASS -> text("system-out", FindingText.whole(result));
        }
        end();
    }

    /** GitLab leaves out all but the first of a name. */
    private String unique(String name) {
        int times = seen.merge(name, 1, Integer::sum);
        return times == 1 ? name : name + " (" + times + ")";
    }

    private void startCase(String name) throws XMLStreamException {
        start("testcase");
        xml.writeAttribute("classname", plan);
        xml.writeAttribute("name", name);
    }

    private void problem(String element, String type, String message, List<String> lines) throws XMLStreamException {
        start(element);
        xml.writeAttribute("type", type);
        xml.writeAttribute("message", message);
        content(lines);
        xml.writeEndElement();
    }

    private void text(String element, List<String> lines) throws XMLStreamException {
        if (!lines.isEmpty()) {
            start(element);
            content(lines);
            xml.writeEndElement();
        }
    }

    /**
     * An escape cuts a text into pieces, and Surefire's reader drops those that are blank: "& &" came back as "&&". So does
     * the end of a section, but it always has something beside it.
     */
    private void content(List<String> lines) throws XMLStreamException {
        xml.writeCData(String.join("\n", lines).replaceAll("](?=[]>])", "]]]><![CDATA["));
    }

    private void start(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }
}
