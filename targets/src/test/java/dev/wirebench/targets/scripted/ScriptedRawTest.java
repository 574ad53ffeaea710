package dev.wirebench.targets.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.service.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedRawTest extends ScriptedWireContract {

    @Override
    ScriptedWire create() {
        return new ScriptedRaw();
    }

    @Override
    byte[] conversation() {
        return bytes("\0\0\0\5hello\0\0\0\0\0\0\1\0" + "x".repeat(256));
    }

    @Override
    int eventCount() {
        return 3;
    }

    @Test
    void aMessageIsAnsweredInItsFrame() {
        assertThat(whole(bytes("\0\0\0\2hi"))).containsExactly("message hi -> \0\0\0\2hi");
    }

    @ParameterizedTest
    @ValueSource(ints = {Target.MAX_BODY_BYTES + 1, -1})
    void aLengthAboveTheLimitEndsTheConnection(int length) {
        assertThat(whole(ByteBuffer.allocate(12).putInt(0).putInt(length).array()))
                .containsExactly("message  -> \0\0\0\0", "say  (last)");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
