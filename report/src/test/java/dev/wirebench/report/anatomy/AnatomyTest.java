package dev.wirebench.report.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnatomyTest {

    private static final Exchange SECRET = new Conversation(Protocol.HTTP)
            .up("GET /x?token=s3cret HTTP/1.1\r\nAuthorization: Bearer s3cret\r\n\r\n")
            .down("HTTP/1.1 200 OK\r\nSet-Cookie: s3cret\r\nContent-Length: 7\r\n\r\nprivate")
            .exchange();

    private static final Exchange TALK = new Conversation(Protocol.WEBSOCKET)
            .up(Conversation.HANDSHAKE)
            .down(Conversation.AGREED)
            .upHex("818537fa213d7f9f4d5158")
            .downHex("827e0100" + "1b".repeat(256))
            .exchange();

    @TempDir
    Path folder;

    @Test
    void whatAFolderKeepsIsReadBackAsItWas() throws IOException {
        Anatomy anatomy = new Anatomy(List.of(SECRET, TALK, TALK.with("-- printed")));
        Files.writeString(folder.resolve(Anatomy.FILE), anatomy.toJson());
        assertThat(Anatomy.read(folder)).contains(anatomy);
        assertThat(Anatomy.read(folder.resolve("elsewhere"))).isEmpty();
    }

    @Test
    void anotherFormatAndDamageAreRefusedWithTheFilesName() throws IOException {
        Path file = folder.resolve(Anatomy.FILE);
        for (String text :
                List.of("{\"format\": 2, \"exchanges\": []}", "{\"format\": 1}", "{\"format\": 1, \"x\": 1}", "[")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Anatomy.read(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void credentialsAreNotKept() {
        assertThat(ShownBytes.text(SECRET.units().get(0).parts().get(1).shown()))
                .isEqualTo("Authorization: *************\\r\\n");
        assertThat(new Anatomy(List.of(SECRET)).toJson())
                .doesNotContain(hex("s3cret"))
                .contains(hex("private"))
                .contains(hex("/x?token=****** HTTP/1.1"));
    }

    @Test
    void answersCanBeLeftOutButForTheirLength() {
        Exchange hidden = SECRET.withoutAnswers("not kept");
        assertThat(new Anatomy(List.of(hidden)).toJson()).doesNotContain(hex("private"));
        Field content = hidden.units().get(1).parts().get(4);
        assertThat(content.bytes()).isEqualTo(7);
        assertThat(content.meaning()).endsWith("; not kept");
        assertThat(hidden.bytes(Direction.DOWN)).isEqualTo(SECRET.bytes(Direction.DOWN));
        assertThat(new Anatomy(List.of(TALK.withoutAnswers("not kept"))).toJson())
                .contains("7f9f4d5158")
                .doesNotContain("1b1b");
    }

    @Test
    void theTextHasAtMostEightyColumnsAndColourOnlyWhereAsked() {
        Anatomy anatomy = new Anatomy(List.of(SECRET, TALK));
        String plain = AnatomyText.of(anatomy, false);
        assertThat(plain.lines()).allMatch(line -> line.length() <= 80).allMatch(line -> line.matches("[ -~]*"));
        assertThat(AnatomyText.of(anatomy, true).replaceAll("\u001b\\[[0-9]+m", ""))
                .isEqualTo(plain);
        assertThat(AnatomyText.of(anatomy, true)).contains("\u001b[");
        assertThat(plain)
                .contains("\n    20  Host: server.example.com\\r\\n")
                .doesNotContain("s3cret")
                .contains("   140  masked payload");
    }

    private static String hex(String text) {
        return Field.hex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
