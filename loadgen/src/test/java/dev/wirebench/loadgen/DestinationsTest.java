package dev.wirebench.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {

    /** Answers of the resolver, one after the other; the last one is repeated. */
    private final Deque<String> answers = new ArrayDeque<>();

    private final Destinations destinations = new Destinations(this::answer);

    private InetAddress[] answer(String host) throws UnknownHostException {
        String addresses = answers.size() > 1 ? answers.remove() : answers.element();
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        String[] literals = addresses.split(" ");
        InetAddress[] all = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            all[i] = InetAddress.getByName(literals[i]);
        }
        return all;
    }

    private InetSocketAddress of(String host) {
        return destinations.of(URI.create("http://" + host + ":8080/"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 192.0.2.7",
        "localhost, 127.0.0.1 192.0.2.7",
        "localhost, ::1 fe80::1",
        "localhost, 0.0.0.0",
        "LocalHost, 192.0.2.7",
    })
    void whatIsCalledLoopbackMustBeLoopbackInAllItsAddresses(String host, String addresses) {
        answers.add(addresses);
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> of(host))
                .withMessageStartingWith(host + " is ")
                .withMessageContaining("which is not loopback: nothing was sent");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 127.0.0.1, 127.0.0.1",
        "localhost, ::1 127.0.0.1, 0:0:0:0:0:0:0:1",
        "127.0.0.9, 127.0.0.9, 127.0.0.9",
        "[::1], ::1, 0:0:0:0:0:0:0:1",
        "far.example, 192.0.2.7 192.0.2.8, 192.0.2.7",
        "here.example, 127.0.0.1, 127.0.0.1",
    })
    void theFirstAddressIsConnectedTo(String host, String addresses, String first) {
        answers.add(addresses);
        assertThat(of(host).getAddress().getHostAddress()).isEqualTo(first);
        assertThat(of(host).getPort()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 127.0.0.1, 127.0.0.1",
        "192.0.2.7, 192.0.2.7 127.0.0.1, 127.0.0.1",
        "192.0.2.7, 169.254.169.254, 169.254.169.254",
        "192.0.2.7, ::1, 0:0:0:0:0:0:0:1",
        "192.0.2.7, fe80::7, fe80:0:0:0:0:0:0:7",
        "192.0.2.7, ::ffff:127.0.0.1, 127.0.0.1",
        "192.0.2.7, 0.0.0.0, 0.0.0.0",
        "127.0.1.1, 127.0.0.1, 127.0.0.1",
    })
    void aNameThatComesToMeanThisMachineIsRefused(String first, String then, String local) {
        answers.addAll(List.of(first, first, then));
        of("far.example");
        of("far.example");
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> of("far.example"))
                .withMessage("far.example now resolves to " + local
                        + ", which is on this machine or link and was not among its first addresses: nothing was sent");
    }

    @Test
    void aNameMayMoveElsewhereAndBackToWhatItWas() {
        answers.addAll(List.of("127.0.1.1 192.0.2.7", "192.0.2.8", "127.0.1.1"));
        of("own.example");
        of("own.example");
        assertThat(of("own.example").getAddress().getHostAddress()).isEqualTo("127.0.1.1");
    }

    @Test
    void anUnknownHostIsNamed() {
        answers.add("");
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> of("nowhere.example"))
                .withMessage("unknown host nowhere.example");
    }

    /** In the second block the name means the machine's own listener, which must receive nothing. */
    @Test
    void aBlockWhoseNameHasTurnedSendsNothing() throws Exception {
        try (ServerSocket first = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
                ServerSocket turned = new ServerSocket(first.getLocalPort(), 50, InetAddress.getByName("127.0.0.3"))) {
            answers.addAll(List.of("127.0.0.2", "127.0.0.3"));
            LoadGenerator generator = new LoadGenerator(Clock.SYSTEM, SocketKind.ofThisMachine(), destinations);
            Target target = Target.of(new RawService(URI.create("tcp://far.example:" + first.getLocalPort())));
            BlockSpec spec = BlockSpec.builder(
                            target, Cell.parse("raw-long"), new Load.Closed(1), new Phases(0, 0.05, 0.05))
                    .payloadBytes(8)
                    .idleStrategy(IdleStrategy.SLEEP)
                    .build();
            generator.run(spec, LoadGenerator.Observer.NONE);
            first.accept().close();
            assertThatExceptionOfType(PlanException.class)
                    .isThrownBy(() -> generator.run(spec, LoadGenerator.Observer.NONE))
                    .withMessageStartingWith("target.raw: far.example now resolves to 127.0.0.3");
            turned.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(turned::accept);
        }
    }
}
