package dev.wirebench.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.model.text.SchemaDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The patterns of the schema and the code accept the same rules. */
class GateSchemaTest {

    private static final List<Pattern> ACCEPTED = new ArrayList<>();
    private static final Pattern REFUSED;

    static {
        JsonNode rule = SchemaDocument.PLAN.part("/$defs/rule");
        rule.path("anyOf")
                .forEach(form ->
                        ACCEPTED.add(Pattern.compile(form.path("pattern").asText())));
        REFUSED = Pattern.compile(rule.at("/not/pattern").asText());
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE, seed = "1")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void theSchemaAcceptsWhatTheCodeAccepts(@ForAll("rules") String text) {
        boolean isAccepted = isAcceptedByTheCode(text);
        Statistics.label("accepted").collect(isAccepted).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
        assertThat(isAcceptedByTheSchema(text)).as(text).isEqualTo(isAccepted);
    }

    private static boolean isAcceptedByTheSchema(String text) {
        return ACCEPTED.stream().anyMatch(form -> form.matcher(text).find())
                && !REFUSED.matcher(text).find();
    }

    private static boolean isAcceptedByTheCode(String text) {
        try {
            GateRule.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<String> rules() {
        return Arbitraries.oneOf(limitsOfOneDimension(), limits(), ratiosOfOneMetric(), ratios(), comparisons());
    }

    private static Arbitrary<String> limitsOfOneDimension() {
        Arbitrary<String> forms = of(
                "p99.9%sms",
                "connect.max%s\u00b5s",
                "throughput%s /s",
                "failed%s",
                "error-rate%s %%",
                "bytes-up%s B",
                "open-1.5.target-memory%s KiB",
                "raw-10.closed-9.target-cpu%s ns",
                "socket.io-10.open-1.5.handshake.p50%s ms");
        return Combinators.combine(forms, of("<", "> ", " <= ", ">=", "=="), numbers())
                .as((form, sign, number) -> String.format(form, sign + number));
    }

    private static Arbitrary<String> ratiosOfOneMetric() {
        Arbitrary<String> sides = of(
                "http-long.", "http-short.", "raw-10.open-1.", "raw-10.open-1.5.", "raw-100.open-1.", "socket.io-10.");
        Arbitrary<String> metrics = of("p50", "service.max", "throughput", "bytes-up", "handshake.p9", "failed");
        return Combinators.combine(sides, numbers(), sides, metrics)
                .as((side, number, other, metric) -> side + metric + " < " + number + " x " + other + metric);
    }

    private static Arbitrary<String> limits() {
        return Combinators.combine(subjects(), of(" < ", "<", " <= ", ">", ">= ", " == ", "="), numbers(), units())
                .as((subject, sign, number, unit) -> subject + sign + number + unit);
    }

    private static Arbitrary<String> ratios() {
        Arbitrary<String> factors = Combinators.combine(numbers(), of("x", " x ", "*", " \u00d7 ", " "))
                .as(String::concat);
        return Combinators.combine(subjects(), of(" < ", " >=", "=="), Arbitraries.oneOf(factors, of("")), subjects())
                .as((subject, sign, factor, other) -> subject + sign + factor + other);
    }

    private static Arbitrary<String> comparisons() {
        return Combinators.combine(
                        subjects(),
                        of(
                                " no more than ",
                                " no  more  than",
                                " not worse, ",
                                " not  worse ,",
                                " not worse ",
                                " at most "),
                        numbers(),
                        of("%", " % ", ""),
                        of(" worse", " matters", " matters "))
                .as((subject, words, number, sign, last) -> subject + words + number + sign + last);
    }

    private static Arbitrary<String> subjects() {
        Arbitrary<String> cells = of(
                "",
                "",
                "http-long.",
                "http-short.",
                "websocket-long.",
                "raw-10.",
                "raw-100.",
                "raw-0.",
                "raw.",
                "socket.io-10.",
                "socketxio-10.");
        Arbitrary<String> loads = of("", "", "", "open-1.", "open-1.5.", "closed-15.", "open-1.0E-4.", "open.");
        Arbitrary<String> metrics = of(
                "p50",
                "p0",
                "p0.0",
                "p0.1",
                "p99.9",
                "p05",
                "p100",
                "max",
                "service.p50",
                "handshake.max",
                "response.p9",
                "connect.p99.99999",
                "throughput",
                "failed",
                "error-rate",
                "bytes-up",
                "bytes-down",
                "target-cpu",
                "target-memory",
                "memory-per-connection",
                "service.failed",
                "mean");
        return Combinators.combine(of("", "", "", " "), cells, loads, metrics)
                .as((space, cell, load, metric) -> space + cell + load + metric);
    }

    private static Arbitrary<String> numbers() {
        return of(
                "0",
                "0.0",
                "0.5",
                "1",
                "05",
                "10",
                "70",
                "99.9",
                "100",
                "100.0",
                "100.1",
                "1000",
                "1000.0",
                "1000.01",
                "999999999999",
                "1000000000000",
                "1.123456789",
                "1.1234567891",
                "1e3",
                "1.",
                ".5",
                "-1",
                "1,000");
    }

    private static Arbitrary<String> units() {
        return of(
                "",
                " ",
                " ns",
                " us",
                "\u00b5s",
                " \u03bcs",
                "ms",
                " ms",
                " s",
                " m",
                "/s",
                " /s ",
                " %",
                "%",
                " B",
                " kB",
                " KB",
                " MB",
                "KiB",
                " MiB",
                " kiB");
    }

    private static Arbitrary<String> of(String... texts) {
        return Arbitraries.of(texts);
    }
}
