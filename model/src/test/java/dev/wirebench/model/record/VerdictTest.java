package dev.wirebench.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALID")
    void aRunThatIsNotValidSaysWhy(Verdict.Validity validity) {
        assertThat(new Verdict(validity, List.of("because")).isValid()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict(validity, List.of()))
                .withMessage("a verdict has reasons unless it is VALID, was " + validity + " []");
    }

    @Test
    void aValidRunHasNothingToSay() {
        assertThat(Verdict.VALID.isValid()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verdict(Verdict.Validity.VALID, List.of("but")))
                .withMessage("a verdict has reasons unless it is VALID, was VALID [but]");
    }
}
