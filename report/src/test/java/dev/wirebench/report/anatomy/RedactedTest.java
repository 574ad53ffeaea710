package dev.wirebench.report.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.text.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedactedTest {

    private static final Redaction REDACTION = Redaction.of(List.of("badge"));

    private static String said(Exchange exchange) {
        return exchange.units().stream()
                .flatMap(unit -> unit.parts().stream())
                .map(part -> new String(part.said(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining("|"));
    }

    @Test
    void aPlansOwnNamesAreHiddenInHeadsAndBodiesAndKeepTheirLength() {
        Exchange exchange = new Conversation(Protocol.HTTP)
                .up("POST /?badge=s3cret HTTP/1.1\r\nBadge: s3cret\r\nContent-Length: 28\r\n\r\n"
                        + "{\"badge\":\"s3cret\",\"a\":\"open\"}".substring(0, 28))
                .down("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nsid=s3cret&")
                .exchange();
        Exchange redacted = exchange.redacted(REDACTION);
        assertThat(said(redacted))
                .doesNotContain("s3cret")
                .hasSameSizeAs(said(exchange))
                .contains(
                        "POST /?badge=****** HTTP/1.1",
                        "Badge: ******",
                        "\"badge\":\"******\",\"a\":\"open",
                        "sid=******&");
        assertThat(new Anatomy(List.of(redacted)).toJson()).doesNotContain(hex("s3cret"));
    }

    private static String hex(String text) {
        return Field.hex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aValueThatChunksCutIsHidden() {
        Exchange exchange = new Conversation(Protocol.HTTP)
                .up("GET / HTTP/1.1\r\n\r\n")
                .down(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"jwt\":\r\n5\r\n \"s3c\r\n5\r\nret\"}\r\n"
                                + "0\r\n\r\n")
                .exchange()
                .redacted(REDACTION);
        assertThat(said(exchange))
                .contains("{\"jwt\":|", "| \"***|", "|***\"}|")
                .doesNotContain("s3c", "ret");
    }

    /** Who has the key can take the mask off: the masked bytes are hidden too. */
    @Test
    void whatAMaskHidesIsHidden() {
        byte[] plain = "sid=s3cret".getBytes(StandardCharsets.ISO_8859_1);
        byte[] wire = plain.clone();
        for (int i = 0; i < wire.length; i++) {
            wire[i] ^= (byte) (i % 4 + 1);
        }
        Exchange exchange = new Conversation(Protocol.WEBSOCKET)
                .up(Conversation.HANDSHAKE)
                .down(Conversation.AGREED)
                .upHex("818a 01020304" + Field.hex(wire))
                .exchange()
                .redacted(REDACTION);
        Field payload = exchange.units().get(2).parts().get(3);
        assertThat(payload.plain()).isEqualTo(hex("sid=******"));
        assertThat(payload.hex())
                .endsWith(hex("******"))
                .startsWith(Field.hex(wire).substring(0, 8));
    }
}
