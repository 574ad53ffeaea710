package dev.wirebench.loadgen.wire;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Byte strings and the position of the first invalid byte in UTF-8 (RFC 3629, section 4): all boundaries of the
 * grammar, those of Autobahn's group 6 and of Markus Kuhn's decoder stress test. Worked out by hand.
 */
final class Utf8Cases {

    private static final String KOSME = "ce ba e1 bd b9 cf 83 ce bc ce b5 ";

    /** @param firstImpossible index of a byte; the length if only the end is wrong; -1 if the text is valid */
    record Case(byte[] bytes, int firstImpossible) {

        boolean isValid() {
            return firstImpossible < 0;
        }

        @Override
        public String toString() {
            return HexFormat.of().formatHex(bytes)
                    + (isValid() ? "" : String.format(Locale.ROOT, " breaks at %d", firstImpossible));
        }
    }

    private static final List<String> VALID = List.of(
            "",
            // First and last of each row of the grammar.
            "00",
            "7f",
            "c2 80",
            "df bf",
            "e0 a0 80",
            "e0 bf bf",
            "e1 80 80",
            "ec bf bf",
            "ed 80 80",
            "ed 9f bf",
            "ee 80 80",
            "ef bf bf",
            "f0 90 80 80",
            "f0 bf bf bf",
            "f1 80 80 80",
            "f3 bf bf bf",
            "f4 80 80 80",
            "f4 8f bf bf",
            // Noncharacters, private ones, and the byte order mark.
            "ef bf bd",
            "ef bf be",
            "ef b7 90",
            "ef bb bf",
            "ee 80 80 ef a3 bf",
            "f0 9f bf be",
            "f0 9f bf bf",
            "f0 af bf be",
            "f3 bf bf be",
            "f4 8f bf be",
            // Texts, some of which are read eight bytes at a time.
            KOSME,
            "48 65 6c 6c 6f 2d c2 b5 40 c3 9f c3 b6 c3 a4 c3 bc c3 a0 c3 a1 2d 55 54 46 2d 38 21 21",
            "61 61 61 61 61 61 61 61",
            "61 61 61 61 61 61 61 61 c3 a9",
            "61 61 61 61 61 61 61 e2 82 ac",
            "61 61 61 61 61 61 61 61 61 f0 9f 98 80 61 61 61 61 61 61 61 61",
            "c3 a9 61 61 61 61 61 61 61 61 c3 a9",
            "61 00 62",
            "f0 9f 98 80 e2 82 ac c3 a9 61");

    /** Only the end of the text is wrong. */
    private static final List<String> CUT_OFF = List.of(
            "c2",
            "df",
            "e0",
            "e0 a0",
            "e1",
            "e1 80",
            "e2 82",
            "ed",
            "ed 9f",
            "ef bf",
            "f0",
            "f0 90",
            "f0 90 80",
            "f0 9f 98",
            "f3 bf bf",
            "f4",
            "f4 8f",
            "f4 8f bf",
            "61 c3",
            "ce ba e1 bd b9 cf 83 ce bc ce",
            "61 61 61 61 61 61 61 61 e2 82",
            "61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 f0");

    private static final List<Case> IMPOSSIBLE = List.of(
            // Unexpected continuation bytes.
            at(0, "80"),
            at(0, "bf"),
            at(0, "80 bf 80 bf 80 bf"),
            at(1, "61 80"),
            at(2, "c3 a9 80"),
            at(3, "e2 82 ac bf"),
            at(4, "f0 9f 98 80 80"),
            at(8, "61 61 61 61 61 61 61 61 80"),
            at(7, "61 61 61 61 61 61 61 bf 61"),
            // Bytes that never occur.
            at(0, "c0"),
            at(0, "c1"),
            at(0, "f5"),
            at(0, "f6"),
            at(0, "f7"),
            at(0, "f8"),
            at(0, "fb"),
            at(0, "fc"),
            at(0, "fd"),
            at(0, "fe"),
            at(0, "ff"),
            at(0, "fe fe ff ff"),
            at(1, "61 ff"),
            at(15, "61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 c0"),
            // Overlong forms.
            at(0, "c0 80"),
            at(0, "c0 af"),
            at(0, "c1 bf"),
            at(1, "e0 80 80"),
            at(1, "e0 80 af"),
            at(1, "e0 9f bf"),
            at(1, "f0 80 80 80"),
            at(1, "f0 80 80 af"),
            at(1, "f0 8f bf bf"),
            at(0, "f8 80 80 80 af"),
            at(0, "fc 80 80 80 80 af"),
            // Surrogates, alone and in pairs.
            at(1, "ed a0 80"),
            at(1, "ed ad bf"),
            at(1, "ed ae 80"),
            at(1, "ed af bf"),
            at(1, "ed b0 80"),
            at(1, "ed be 80"),
            at(1, "ed bf bf"),
            at(1, "ed a0 80 ed b0 80"),
            at(1, "ed af bf ed bf bf"),
            at(12, KOSME + "ed a0 80 65 64 69 74 65 64"),
            // Above U+10FFFF.
            at(1, "f4 90 80 80"),
            at(1, "f4 bf bf bf"),
            at(0, "f5 80 80 80"),
            at(0, "f7 bf bf bf"),
            at(0, "f8 88 80 80 80"),
            at(0, "fb bf bf bf bf"),
            at(0, "fc 84 80 80 80 80"),
            at(0, "fd bf bf bf bf bf"),
            at(12, KOSME + "f4 90 80 80 65 64 69 74 65 64"),
            // Interrupted characters.
            at(1, "c2 20"),
            at(1, "c2 00"),
            at(1, "c3 28"),
            at(1, "c2 c2"),
            at(1, "df 7f"),
            at(1, "df c0"),
            at(1, "e0 20"),
            at(1, "e1 7f 80"),
            at(1, "e1 c0 80"),
            at(1, "e2 28 a1"),
            at(2, "e2 82 28"),
            at(2, "e1 80 7f"),
            at(2, "e1 80 c0"),
            at(2, "ef bf 20"),
            at(1, "f0 28 8c bc"),
            at(2, "f0 90 28 bc"),
            at(3, "f0 90 8c 28"),
            at(1, "f1 7f 80 80"),
            at(2, "f1 80 c0 80"),
            at(3, "f1 80 80 c0"),
            at(1, "f4 7f"),
            at(3, "f4 8f bf c0"),
            at(3, "f0 9f 98 f0 9f 98 80"),
            at(9, "61 61 61 61 61 61 61 61 c3 28"));

    private Utf8Cases() {}

    static Stream<Case> all() {
        Stream<Case> valid = VALID.stream().map(text -> at(-1, text));
        Stream<Case> cutOff = CUT_OFF.stream().map(text -> at(bytes(text).length, text));
        return Stream.of(valid, cutOff, IMPOSSIBLE.stream()).flatMap(cases -> cases);
    }

    private static Case at(int firstImpossible, String text) {
        return new Case(bytes(text), firstImpossible);
    }

    private static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
