package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The tables of what went over the wire, against {@code anatomy.json}. Immutable. */
record WireBytes(JsonNode anatomy) {

    private static final String TALLY = "Bytes up / down of each wire";
    private static final String CALLS = "Socket calls of ";

    /** Of a part that is no line of HTTP, as many bytes are shown. */
    private static final int SHOWN_BYTES = 64;

    static WireBytes read(Path run) throws IOException {
        return new WireBytes(
                new ObjectMapper().readTree(run.resolve("anatomy.json").toFile()));
    }

    static boolean isMeant(ShownTable table) {
        return table.label().equals(TALLY)
                || table.label().startsWith(CALLS)
                || table.heads().contains("layer");
    }

    void check(ShownTable table) {
        if (table.label().equals(TALLY)) {
            tally(table);
        } else if (table.label().startsWith(CALLS)) {
            calls(table, exchange(table.label().substring(CALLS.length())));
        } else {
            parts(table);
        }
    }

    private JsonNode exchange(String name) {
        return all(anatomy.path("exchanges"))
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void tally(ShownTable table) {
        assertThat(table.rows()).hasSize(anatomy.path("exchanges").size());
        for (ShownTable.Row row : table.rows()) {
            List<String> stages = table.heads().subList(1, table.heads().size());
            for (int i = 0; i < stages.size(); i++) {
                long up = paid(row.head(), "up", stages.get(i));
                long down = paid(row.head(), "down", stages.get(i));
                assertThat(row.cells().get(i).text())
                        .as("%s, %s, %s", table.label(), row.head(), stages.get(i))
                        .isEqualTo(up + down == 0 ? "-" : up + " / " + down);
            }
        }
    }

    private long paid(String exchange, String direction, String stage) {
        return all(exchange(exchange).path("units"))
                .filter(unit -> unit.path("direction").asText().equals(direction))
                .filter(unit -> stage.equals(stage(unit)))
                .mapToLong(unit -> unit.path("bytes").asLong())
                .sum();
    }

    private static String stage(JsonNode unit) {
        String stage = unit.path("stage").asText();
        return stage.equals("message") ? stage + " " + unit.path("message").asInt() : stage;
    }

    private static void calls(ShownTable table, JsonNode exchange) {
        assertThat(table.rows()).hasSize(exchange.path("calls").size());
        for (int i = 0; i < table.rows().size(); i++) {
            JsonNode call = exchange.path("calls").path(i);
            ShownTable.Row row = table.rows().get(i);
            String bytes = call.has("bytes") ? call.path("bytes").asText() + " B" : "";
            assertThat(row.head()).isEqualTo(call.path("call").asText());
            assertThat(row.cells().get(0).text()).as("%s, %s", table.label(), i).isEqualTo(bytes);
            String meaning = row.cells().get(1).text();
            for (String end : List.of("local", "remote")) {
                meaning = meaning.replace(exchange.path(end).asText(), "");
            }
            assertThat(meaning).as("%s, %s", table.label(), i).doesNotContainPattern("\\d");
        }
    }

    private void parts(ShownTable table) {
        String name = table.label().split(", ")[0];
        String direction = table.label().split(", ")[1].split(":")[0];
        List<JsonNode> units = all(exchange(name).path("units"))
                .filter(unit -> unit.path("direction").asText().equals(direction))
                .toList();
        JsonNode part = null;
        for (ShownTable.Row row : table.rows()) {
            if (row.head().isEmpty()) {
                String bits =
                        row.cells().get(2).text() + " " + row.cells().get(3).text();
                assertThat(all(part.path("bits")).map(WireBytes::bits)).contains(bits);
                continue;
            }
            JsonNode unit = units.stream()
                    .filter(each -> find(each, row.head()) != null)
                    .findFirst()
                    .orElseThrow();
            part = find(unit, row.head());
            String where = table.label() + ", byte " + row.head();
            assertThat(row.cells().get(2).text())
                    .as(where)
                    .isEqualTo(part.path("name").asText() + ": "
                            + part.path("meaning").asText());
            bytes(where, row.cells().get(1).text(), unit, part);
        }
    }

    private static String bits(JsonNode bits) {
        return bits.path("bits").asText() + " " + bits.path("name").asText() + ": "
                + bits.path("meaning").asText();
    }

    private static JsonNode find(JsonNode unit, String offset) {
        return all(unit.path("parts"))
                .filter(part -> part.path("offset").asText().equals(offset))
                .findFirst()
                .orElse(null);
    }

    private static void bytes(String where, String text, JsonNode unit, JsonNode part) {
        byte[] all = HexFormat.of().parseHex(part.path("hex").asText());
        boolean isHttp = part.path("layer").asText().equals("http");
        byte[] shown = isHttp ? all : Arrays.copyOf(all, Math.min(SHOWN_BYTES, all.length));
        boolean isText = unit.path("parts").path(0).path("layer").asText().equals("http");
        long left = part.path("bytes").asLong() - shown.length;
        String begin = (isText ? spoken(shown) : HexFormat.of().formatHex(shown))
                + (left > 0 ? "\u2026and" + left + "Bmore" : "");
        String packed = text.replaceAll("\\s", "");
        assertThat(packed).as(where).startsWith(begin.replaceAll("\\s", ""));
        String rest = packed.substring(begin.replaceAll("\\s", "").length());
        if (!rest.isEmpty()) {
            byte[] plain = part.has("plain")
                    ? HexFormat.of().parseHex(part.path("plain").asText())
                    : all;
            byte[] said = Arrays.copyOf(plain, Math.min(SHOWN_BYTES, plain.length));
            assertThat(rest).as(where).isEqualTo("\u201c" + spoken(said).replaceAll("\\s", "") + "\u201d");
        }
    }

    private static String spoken(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            boolean isPrintable = each >= ' ' && each <= '~';
            text.append(
                    isPrintable
                            ? (char) each + ""
                            : each == '\r' ? "\\r" : each == '\n' ? "\\n" : String.format("\\x%02X", each & 0xff));
        }
        return text.toString();
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
