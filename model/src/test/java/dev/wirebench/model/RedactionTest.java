package dev.wirebench.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abc | Authorization: **********",
                "set-cookie:sid=1; Path=/ | set-cookie:*************",
                "X-Api-Key: k | X-Api-Key: *",
                "GET /x?n=1&access_token=abc HTTP/1.1 | GET /x?n=1&access_token=*** HTTP/1.1",
                "Location: http://h/x?secret=abc#there | Location: http://h/x?secret=***#there",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Content-Length: 64 | Content-Length: 64"
            })
    void aLineOfAHeadKeepsItsLengthAndLosesItsCredential(String line, String shown) {
        assertThat(Redaction.line(line + "\r\n")).isEqualTo(shown + "\r\n").hasSameSizeAs(line + "\r\n");
    }

    @Test
    void whatHasNoEndYetIsRedactedToo() {
        assertThat(Redaction.line("Cookie: a=b")).isEqualTo("Cookie: ***");
    }
}
