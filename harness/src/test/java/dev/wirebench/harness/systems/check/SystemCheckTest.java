package dev.wirebench.harness.systems.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.model.record.Endpoints;
import dev.wirebench.model.record.ResourceUsage;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@Timeout(120)
class SystemCheckTest {

    private static final int CONNECTIONS = 20;
    private static final int LARGEST = 1 << 20;

    private static SystemCheck check(Map<Protocol, URI> addresses, Set<String> cannot) throws Exception {
        ProcessSet own = ProcessSet.trees(List.of(ProcessHandle.current().pid()));
        return SystemCheck.of(new SystemEndpoint(addresses, cannot, LARGEST, own), CONNECTIONS);
    }

    private static SystemRecord.Check find(SystemCheck check, String what) {
        return check.checks().stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEmbeddedTargetsPassEverything() throws Exception {
        try (Targets targets = Targets.start(TargetOptions.DEFAULTS)) {
            Endpoints at = targets.endpoints();
            SystemCheck check = check(
                    Map.of(
                            Protocol.HTTP,
                            at.http().resolve("/echo"),
                            Protocol.WEBSOCKET,
                            at.websocket(),
                            Protocol.RAW,
                            at.raw()),
                    Set.of());
            assertThat(check.checks())
                    .allMatch(each -> each.result() == SystemRecord.Result.PASSED
                            && each.detail().isEmpty());
            assertThat(check.checks().stream().map(each -> each.protocol().label() + " " + each.what()))
                    .containsExactly(
                            "websocket text",
                            "websocket binary",
                            "websocket empty",
                            "websocket fragments",
                            "websocket ping",
                            "websocket close",
                            "websocket subprotocol",
                            "websocket connections",
                            "raw echo",
                            "raw empty",
                            "raw connections",
                            "http post",
                            "http empty",
                            "http keep-alive",
                            "http connections");
            assertThat(check.refusal()).isEmpty();
            assertThat(check.idleConnections()).isEqualTo(CONNECTIONS);
            assertThat(check.bytesPerIdleConnection()).isNotNegative();
        }
    }

    @Test
    void whatItIsSaidToBeUnableToButDoesIsTold() throws Exception {
        try (Targets targets = Targets.start(TargetOptions.DEFAULTS)) {
            SystemCheck check =
                    check(Map.of(Protocol.WEBSOCKET, targets.endpoints().websocket()), Set.of("ping"));
            assertThat(find(check, "ping").result()).isEqualTo(SystemRecord.Result.PASSED);
            assertThat(find(check, "ping").detail()).contains("said to be unable");
        }
    }

    @Test
    void aWebSocketThatDropsItsMessagesAndPingsIsRefused() throws Exception {
        try (BrokenServer broken = BrokenServer.start(BrokenServer.Fault.SILENT_WEBSOCKET)) {
            SystemCheck check = check(Map.of(Protocol.WEBSOCKET, broken.uri("ws")), Set.of("subprotocol", "close"));
            assertThat(find(check, "text").result()).isEqualTo(SystemRecord.Result.FAILED);
            assertThat(find(check, "text").detail()).isEqualTo("no answer for 5 s");
            assertThat(find(check, "fragments").result()).isEqualTo(SystemRecord.Result.FAILED);
            assertThat(find(check, "ping").result()).isEqualTo(SystemRecord.Result.FAILED);
            assertThat(find(check, "close").result()).isEqualTo(SystemRecord.Result.UNABLE);
            assertThat(find(check, "subprotocol").result()).isEqualTo(SystemRecord.Result.UNABLE);
            assertThat(find(check, "connections").result()).isEqualTo(SystemRecord.Result.PASSED);
            assertThat(check.refusal()).contains(find(check, "text"));
        }
    }

    @Test
    void aRawEchoThatChangesAByteIsRefused() throws Exception {
        try (BrokenServer broken = BrokenServer.start(BrokenServer.Fault.CHANGED_BYTE)) {
            SystemCheck check = check(Map.of(Protocol.RAW, broken.uri("tcp")), Set.of());
            assertThat(find(check, "echo").detail()).isEqualTo("a message of 125 bytes came back as something else");
            assertThat(find(check, "empty").result()).isEqualTo(SystemRecord.Result.PASSED);
            assertThat(check.refusal()).contains(find(check, "echo"));
        }
    }

    @Test
    void anHttpThatClosesAfterEachAnswerIsToldAndNotRefused() throws Exception {
        try (BrokenServer broken = BrokenServer.start(BrokenServer.Fault.CLOSING_HTTP)) {
            SystemCheck check = check(Map.of(Protocol.HTTP, broken.uri("http")), Set.of());
            assertThat(find(check, "post").result()).isEqualTo(SystemRecord.Result.PASSED);
            assertThat(find(check, "keep-alive").result()).isEqualTo(SystemRecord.Result.FAILED);
            assertThat(find(check, "keep-alive").detail()).contains("closed after 1 of 3");
            assertThat(check.refusal()).isEmpty();
        }
    }

    @Test
    void whatHoldsTooFewConnectionsSaysHowMany() throws Exception {
        try (BrokenServer broken = BrokenServer.start(BrokenServer.Fault.FEW_CONNECTIONS)) {
            SystemCheck check = check(Map.of(Protocol.RAW, broken.uri("tcp")), Set.of());
            assertThat(find(check, "connections").result()).isEqualTo(SystemRecord.Result.FAILED);
            assertThat(find(check, "connections").detail())
                    .startsWith(BrokenServer.FEW + " of " + CONNECTIONS + " were opened");
            assertThat(check.idleConnections()).isZero();
            assertThat(check.bytesPerIdleConnection()).isEqualTo(ResourceUsage.UNKNOWN);
        }
    }
}
