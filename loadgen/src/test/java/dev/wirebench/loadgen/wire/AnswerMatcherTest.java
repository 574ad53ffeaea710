package dev.wirebench.loadgen.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wirebench.model.service.AnswerSign;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class AnswerMatcherTest {

    private static final long SEQUENCE = 0x0123456789abcdefL;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static AnswerSign prefix(String prefix) {
        return new AnswerSign(prefix, null, null, null, null);
    }

    private static AnswerSign pointer(String pointer, JsonNode value) {
        return new AnswerSign(null, null, pointer, null, value);
    }

    private static AnswerSign field(String field, JsonNode value) {
        return new AnswerSign(null, field, null, null, value);
    }

    private static final AnswerSign SEQUENCE_SIGN = new AnswerSign(null, null, null, true, null);

    private static boolean isMet(AnswerMatcher sign, byte[] message, int splitAt) {
        ByteBuffer in = ByteBuffer.wrap(message);
        sign.begin(SEQUENCE);
        sign.accept(in, splitAt);
        in.position(splitAt);
        sign.accept(in, message.length - splitAt);
        assertThat(in.position()).as("it consumes nothing").isEqualTo(splitAt);
        return sign.isMet();
    }

    private static void assertMet(boolean expected, AnswerSign given, String message) {
        AnswerMatcher sign = AnswerMatcher.of(given);
        byte[] bytes = message.getBytes(UTF_8);
        for (int at = 0; at <= bytes.length; at++) {
            assertThat(isMet(sign, bytes, at))
                    .as("%s of %s split at %d", given, message, at)
                    .isEqualTo(expected);
        }
    }

    @Example
    void aPrefixIsMetFromItsFirstByteOn() {
        for (String message : List.of("+OK", "+OK and more")) {
            assertMet(true, prefix("+OK"), message);
        }
        for (String message : List.of("", "+O", "+ok", "x+OK", "+O+OK")) {
            assertMet(false, prefix("+OK"), message);
        }
    }

    @Example
    void theSequenceIsMetWhereverItStands() {
        for (String message : List.of("0123456789abcdef", "{\"a\":\"0123456789abcdefxyz\"}", "00123456789abcdef")) {
            assertMet(true, SEQUENCE_SIGN, message);
        }
        for (String message : List.of("", "0123456789abcde", "0123456789ABCDEF", "0123456789abcdee", "12")) {
            assertMet(false, SEQUENCE_SIGN, message);
        }
    }

    @Example
    void aValueIsMetWhereThePointerSaysAndNowhereElse() {
        AnswerSign seven = pointer("/id", JSON.numberNode(7));
        for (String message : List.of(
                "{\"id\":7}",
                " {\"a\":{\"id\":8},\"b\":[7,{\"id\":9}], \"id\" : 7 } ",
                "{\"x\":\"id\",\"id\":7,\"y\":\"}\"}")) {
            assertMet(true, seven, message);
        }
        for (String message : List.of(
                "{\"id\":70}",
                "{\"id\":-7}",
                "{\"id\":\"7\"}",
                "{\"id\":[7]}",
                "{\"id\":7.0}",
                "{\"a\":{\"id\":7}}",
                "{\"x\":\"\\\"id\\\":7\"}",
                "[7]",
                "{\"id\":7",
                "{\"id\":7}}",
                "id: 7",
                "7",
                "")) {
            assertMet(false, seven, message);
        }
    }

    @Example
    void everyKindOfScalarIsTold() {
        Map<JsonNode, String> written = Map.of(
                JSON.textNode("a \"b\"\n\u00fc"), "\"a \\\"b\\\"\\n\u00fc\"",
                JSON.booleanNode(true), "true",
                JSON.nullNode(), "null",
                JSON.numberNode(-1.5), "-1.5");
        written.forEach((value, text) -> {
            assertMet(true, field("v", value), "{\"v\":" + text + "}");
            written.values().stream()
                    .filter(other -> !other.equals(text))
                    .forEach(other -> assertMet(false, field("v", value), "{\"v\":" + other + "}"));
        });
    }

    @Example
    void whateverStandsThereIsEnoughWithoutAValue() {
        for (String value : List.of("0", "null", "{}", "[{\"a\":1}]", "\"\"")) {
            assertMet(true, field("re", null), "{\"tick\":1,\"re\":" + value + "}");
        }
        assertMet(false, field("re", null), "{\"tick\":1}");
        assertMet(false, field("re", null), "[\"re\"]");
    }

    @Example
    void pointersGoThroughArraysAndEscapedNames() {
        String message = "{\"a/b\":[0,{\"~\":[[],[1,2]]}],\"\":{\"\":5}}";
        assertMet(true, pointer("/a~1b/1/~0/1/1", JSON.numberNode(2)), message);
        assertMet(true, pointer("//", JSON.numberNode(5)), message);
        for (String none :
                List.of("/a~1b/2", "/a~1b/01", "/a~1b/-1", "/a~1b/x", "/a~1b/0/0", "/a/b", "/a~1b/99999999999")) {
            assertMet(false, pointer(none, null), message);
        }
        assertMet(true, pointer("/0", JSON.textNode("pong")), "[\"pong\",{}]");
    }

    /** 64 KiB in one member: the last that fits, and the first that does not. */
    @Example
    void aLongerMessageThanIsReadAsJsonIsNoAnswer() {
        int around = "{\"a\":\"\",\"id\":7}".length();
        AnswerMatcher sign = AnswerMatcher.of(pointer("/id", JSON.numberNode(7)));
        for (int more : new int[] {0, 1}) {
            String filling = "x".repeat(AnswerSign.MAX_JSON_BYTES - around + more);
            byte[] message = ("{\"a\":\"" + filling + "\",\"id\":7}").getBytes(UTF_8);
            assertThat(isMet(sign, message, 7)).isEqualTo(more == 0);
        }
    }

    @Property(tries = 2000)
    void noBytesMakeItThrow(@ForAll @Size(max = 200) byte[] noise) {
        for (AnswerSign given : List.of(prefix("ab"), SEQUENCE_SIGN, pointer("/a/0", null))) {
            isMet(AnswerMatcher.of(given), noise, noise.length / 2);
        }
    }

    /** Near-JSON, of which more is parsed. */
    @Property(tries = 3000)
    void noChangeToJsonMakesItThrow(@ForAll byte value, @ForAll int position) {
        byte[] message = "{\"b\":\"\\\"\",\"a\":[{\"c\":[1,[]]},true ],\"d\":{}}".getBytes(UTF_8);
        message[Math.floorMod(position, message.length)] = value;
        isMet(AnswerMatcher.of(pointer("/a/0/c/1", null)), message, message.length / 2);
        isMet(AnswerMatcher.of(pointer("/d", JSON.nullNode())), message, 0);
    }
}
