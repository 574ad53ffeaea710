package dev.wirebench.targets.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract of every protocol of a scripted target. */
abstract class ScriptedWireContract {

    abstract ScriptedWire create();

    /** Several messages, and whatever else may occur between them. */
    abstract byte[] conversation();

    /** Number of events in the conversation. */
    abstract int eventCount();

    @Test
    void splitAtEveryByteAConversationIsTheSame() {
        byte[] bytes = conversation();
        List<String> whole = whole(bytes);
        assertThat(whole).hasSize(eventCount());
        for (int split = 0; split <= bytes.length; split++) {
            assertThat(new RecordedReplies(create())
                            .receive(bytes, 0, split)
                            .receive(bytes, split, bytes.length)
                            .events())
                    .isEqualTo(whole);
        }
    }

    @Test
    void byteByByteAConversationIsTheSame() {
        byte[] bytes = conversation();
        RecordedReplies replies = new RecordedReplies(create());
        for (int i = 0; i < bytes.length; i++) {
            replies.receive(bytes, i, i + 1);
        }
        assertThat(replies.events()).isEqualTo(whole(bytes));
    }

    final List<String> whole(byte[] bytes) {
        return new RecordedReplies(create()).receive(bytes, 0, bytes.length).events();
    }
}
