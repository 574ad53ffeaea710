package dev.wirebench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TargetOptionsTest {

    @Test
    void withoutOptionsLoopbackAndFreePortsAreTaken() {
        assertThat(TargetOptions.parse()).isEqualTo(new TargetOptions("127.0.0.1", 0, 0, 0));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(TargetOptions.parse(
                        "--raw-port", "2", "--host", "::1", "--http-port", "1", "--listener-port", "65535"))
                .isEqualTo(new TargetOptions("::1", 1, 2, 65535));
    }

    @Test
    void aBadOptionIsNamedWithWhatIsAllowed() {
        assertRefused("unknown option 'http-port', known are --host, --http-port, --raw-port", "http-port", "1");
        assertRefused("--raw-port needs a value", "--raw-port");
        assertRefused("--raw-port must be 0 to 65535, was 65536", "--raw-port", "65536");
        assertRefused("--http-port must be 0 to 65535, was -1", "--http-port", "-1");
        assertRefused("--listener-port must be 0 to 65535, was x", "--listener-port", "x");
        assertRefused("--host must be a host name or an address, was ''", "--host", "");
        assertRefused("--host is given twice", "--host", "a", "--host", "b");
    }

    private static void assertRefused(String message, String... args) {
        assertThatThrownBy(() -> TargetOptions.parse(args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
