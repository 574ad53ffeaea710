package dev.wirebench.loadgen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** It accepts what Jackson's parser accepts. */
class JsonSyntaxTest {

    private static final JsonFactory JACKSON = new JsonFactory();

    @Property(tries = 20_000, seed = "1")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void arraysAreAcceptedAsByJackson(@ForAll("arrays") String text) {
        boolean isJson = isAcceptedByJackson(text);
        Statistics.label("JSON").collect(isJson).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
        assertThat(isAccepted(text)).as(text).isEqualTo(isJson);
    }

    private static boolean isAccepted(String text) {
        JsonSyntax syntax = new JsonSyntax();
        syntax.reset();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            if (!syntax.accept(next)) {
                return false;
            }
        }
        return syntax.isComplete();
    }

    private static boolean isAcceptedByJackson(String text) {
        try (JsonParser parser = JACKSON.createParser(text.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            parser.skipChildren();
            boolean isWhole =
                    parser.currentToken() != null && parser.currentToken().isStructEnd();
            return isWhole && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<String> arrays() {
        return nested(3).map(inner -> "[" + inner + "]");
    }

    private static Arbitrary<String> nested(int depth) {
        Arbitrary<String> leaves = Arbitraries.of(
                "1",
                "0",
                "-0",
                "-",
                "01",
                "1.5",
                "1.",
                ".5",
                "1e3",
                "1E-3",
                "1e",
                "1e+",
                "0e1",
                "true",
                "tru",
                "false",
                "null",
                "nul",
                "\"\"",
                "\"a\\n\\u00e9\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "\"",
                "\"\u00fc\"",
                "",
                " 7 ",
                "\n[]",
                "{}",
                "[ ]",
                "{ }",
                "1 2",
                ",");
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> inner = nested(depth - 1);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, leaves),
                net.jqwik.api.Tuple.of(1, inner.map(value -> "[" + value + "]")),
                net.jqwik.api.Tuple.of(1, inner.map(value -> "{\"k\":" + value + "}")),
                net.jqwik.api.Tuple.of(1, inner.map(value -> "{ \"k\" : 1 , \"l\":" + value + " }")),
                net.jqwik.api.Tuple.of(1, inner.map(value -> "{" + value + "}")),
                net.jqwik.api.Tuple.of(1, inner.map(value -> value + "," + value)),
                net.jqwik.api.Tuple.of(1, inner.map(value -> value + "]")));
    }

    @Example
    void itGoesSixtyFourLevelsDeep() {
        assertThat(isAccepted("[".repeat(64) + "]".repeat(64))).isTrue();
        assertThat(isAccepted("[".repeat(65) + "]".repeat(65))).isFalse();
        assertThat(isAccepted("[{\"a\":".repeat(32) + "1" + "}]".repeat(32))).isTrue();
        assertThat(isAccepted("[{\"a\":".repeat(32) + "1" + "]}".repeat(32))).isFalse();
    }
}
