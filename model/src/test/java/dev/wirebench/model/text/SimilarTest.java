package dev.wirebench.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarTest {

    @ParameterizedTest
    @CsvSource({
        "blocks, blocks, 0",
        "BLOCKS, blocks, 0",
        "blcoks, blocks, 1",
        "block, blocks, 1",
        "bloks, blocks, 1",
        "xlocks, blocks, 1",
        "'', ab, 2",
        "kitten, sitting, 3",
        "ca, abc, 3",
    })
    void editsAreCounted(String from, String to, int edits) {
        assertThat(Similar.edits(from, to)).isEqualTo(edits);
        assertThat(Similar.edits(to, from)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({
        "nginxx, '; did you mean nginx?'",
        "haproy, '; did you mean haproxy?'",
        "wirebnech, '; did you mean wirebench?'",
        "measurementSecs, '; did you mean measurementSeconds?'",
        "tomcat, ''",
        "x, ''",
        "'', ''",
    })
    void theNearestIsNamedIfItIsNear(String word, String hint) {
        List<String> known = List.of("nginx", "haproxy", "wirebench", "measurementSeconds", "ab");
        assertThat(Similar.hint(word, known)).isEqualTo(hint);
    }
}
