package dev.wirebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.record.RunRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization: Bearer abc | Authorization: **********",
                "set-cookie:sid=1; Path=/ | set-cookie:*************",
                "X-Api-Key: k | X-Api-Key: *",
                "GET /x?n=1&access_token=abc HTTP/1.1 | GET /x?n=1&access_token=*** HTTP/1.1",
                "Location: http://h/x?secret=abc#there | Location: http://h/x?secret=*********",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Content-Length: 64 | Content-Length: 64"
            })
    void aLineOfAHeadKeepsItsLengthAndLosesItsCredential(String line, String shown) {
        assertThat(Redaction.USUAL.starred(line + "\r\n"))
                .isEqualTo(shown + "\r\n")
                .hasSameSizeAs(line + "\r\n");
    }

    @Test
    void whatHasNoEndYetIsRedactedToo() {
        assertThat(Redaction.USUAL.starred("Cookie: a=b")).isEqualTo("Cookie: ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sig",
                "pwd",
                "passwd",
                "jwt",
                "sid",
                "session",
                "code",
                "Code",
                "X-Sig",
                "user_pwd",
                "userPwd",
                "db.passwd",
                "connect.sid",
                "PHPSESSID",
                "JSESSIONID",
                "x-amz-signature",
                "api_key",
                "access_token",
                "%73ig",
                "s\\u0069d",
                "mine",
                "MINE"
            })
    void aSecretNameHidesItsValueWhereverItStands(String name) {
        Redaction redaction = Redaction.of(List.of("mine"));
        for (String text : List.of(
                "{\"%s\": \"s3cret\", \"a\": \"open\"}",
                "{\"%s\":\"s3\\\"cret\",\"a\":\"open\"}",
                "{\"a\": \"open\", \"b\": {\"%s\": 53cret}}",
                "{\"%s\": {\"x\": [\"s3cret\", \"s3cret\"]}, \"a\": \"open\"}",
                "42[\"echo\",{\"a\":\"open\",\"%s\":\"s3cret\"}]",
                "{\"inner\": \"{\\\"%s\\\": \\\"s3cret\\\", \\\"a\\\": \\\"open\\\"}\"}",
                "{\"a\": \"open\", \"%s\": \"s3cret and no end",
                "%s=s3cret&a=open",
                "a=open&%s=s3cret",
                "%s=s3cret%%26s3cret&a=open",
                "<login %s=\"s3cret s3cret\" a=\"open\"/>",
                "<a>open</a><%1$s>s3cret</%1$s>",
                "a: open\n%s: s3cret s3cret\nb: open",
                "http://h/open?a=1&%s=s3cret",
                "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\ns3cret\r\ns3cret\r\n--b open")) {
            String body = String.format(text, name);
            assertThat(redaction.text(body))
                    .as(body)
                    .doesNotContain("s3", "3cret")
                    .contains("***");
            assertThat(redaction.starred(body))
                    .as(body)
                    .doesNotContain("s3", "3cret")
                    .hasSameSizeAs(body);
            if (body.contains("open")) {
                assertThat(redaction.text(body)).contains("open");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "barcode",
                "status_code",
                "statusCode",
                "codec",
                "encode",
                "design",
                "signal",
                "side",
                "inside",
                "resident",
                "assign",
                "mined",
                "mine2",
                "content-length"
            })
    void aNameThatOnlyLooksLikeOneIsOpen(String name) {
        Redaction redaction = Redaction.of(List.of("mine"));
        for (String text : List.of("{\"%s\": \"open\"}", "%s=open", "%s: open", "<%s>open</a>", "http://h/?%s=open")) {
            String body = String.format(text, name);
            assertThat(redaction.text(body)).isEqualTo(body);
            assertThat(redaction.starred(body)).isEqualTo(body);
        }
    }

    @Test
    void aBodyOfAnyLengthIsRedacted() {
        String body = "{\"a\": \"" + "x\\\"".repeat(100_000) + "\", \"token\": \"" + "s".repeat(100_000) + "\"}&pwd="
                + "s".repeat(100_000);
        assertThat(Redaction.USUAL.text(body)).endsWith("\"token\": \"***\"}&pwd=***");
        String numbers = "[" + "1,".repeat(100_000) + "1]";
        assertThat(Redaction.USUAL.text(numbers)).isEqualTo(numbers);
    }

    @Test
    void inASentenceOnlyUrlsAreRedacted() {
        assertThat(Redaction.USUAL.sentence("token.yaml: http://me:pw@h/?code=1&a=2 refuses; key: value"))
                .isEqualTo("token.yaml: http://***@h/?code=***&a=2 refuses; key: value");
    }

    @Test
    void aPlansOwnNamesAndItsBodiesAreRedactedInTheRecord() throws IOException {
        Plan plan = PlanFile.parse("p.yaml", """
                name: x
                cells: [http-long, websocket-long, raw-long, socket.io-long]
                load: [{kind: closed, connections: 1}]
                phases: {warmUpSeconds: 0, measurementSeconds: 1}
                secrets: [Badge]
                target:
                  http:
                    url: http://localhost/?badge=s3cret&jwt=s3cret&a=open
                    headers: {X-Badge: open, BADGE: s3cret, X-From: 'http://h/?sid=s3cret'}
                    body: '{"badge": "s3cret", "user": "open"}'
                  websocket: {url: 'ws://localhost/', body: 'badge=s3cret&user=open'}
                  raw: {url: 'tcp://localhost:1', body: '<badge>s3cret</badge><user>open</user>'}
                  socket.io: {url: 'ws://localhost/socket.io/?EIO=4&transport=websocket&code=s3cret', body: 'pwd: s3cret'}
                """);
        String record = Json.JSON.writeValueAsString(
                RunRecord.builder(plan, Instant.EPOCH).build());
        assertThat(record)
                .doesNotContain("s3cret")
                .contains("a=open", "X-Badge", "user=open", "<user>open", "transport=");
    }
}
