package dev.wirebench.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house: docs/architecture.md and docs/decisions/0001-modules.md. */
class ArchitectureTest {

    private static final int MAX_FILES_PER_PACKAGE = 30;

    private static final JavaClasses WIREBENCH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.wirebench");

    /** Of each module the place that knows what belongs to which protocol, and what is about one protocol only. */
    private static final Set<String> NAME_PROTOCOLS = Set.of(
            "Protocol",
            "HttpService",
            "WebSocketService",
            "RawService",
            "SocketIoService",
            "Targets",
            "ScriptedHttp",
            "ScriptedWebSocket",
            "ScriptedRaw",
            "Wires",
            "Dissector",
            "Statement",
            "Run",
            "AskedWire",
            "AnatomyCapture",
            "FullDuplexDemo",
            "Calibrator");

    /** The same words as the names of other things. */
    private static final Set<String> LABELS_OF_OTHER_THINGS = Set.of(
            "HttpHead.java \"websocket\"",
            "HttpMessages.java \"websocket\"",
            "NotFound.java \"websocket\"",
            "RawEchoTarget.java \"raw\"",
            "ScriptedHttp.java \"websocket\"",
            "ScriptedTarget.java \"raw\"",
            "WebSocketScript.java \"websocket\"");

    @Test
    void roomsDependOnlyOnRoomsBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("dev.wirebench.model..")
                .layer("targets")
                .definedBy("dev.wirebench.targets..")
                .layer("loadgen")
                .definedBy("dev.wirebench.loadgen..")
                .layer("report")
                .definedBy("dev.wirebench.report..")
                .layer("harness")
                .definedBy("dev.wirebench.harness..")
                .layer("gates")
                .definedBy("dev.wirebench.gates..")
                .layer("lab")
                .definedBy("dev.wirebench.lab..")
                .layer("cli")
                .definedBy("dev.wirebench.cli..")
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("targets")
                .mayOnlyAccessLayers("model")
                .whereLayer("loadgen")
                .mayOnlyAccessLayers("model")
                .whereLayer("report")
                .mayOnlyAccessLayers("model")
                .whereLayer("harness")
                .mayOnlyAccessLayers("model", "targets", "loadgen", "report")
                .whereLayer("gates")
                .mayOnlyAccessLayers("model", "loadgen", "report", "harness")
                .whereLayer("lab")
                .mayOnlyAccessLayers("model", "targets", "loadgen", "report", "harness")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(WIREBENCH);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.wirebench.(**)").should().beFreeOfCycles().check(WIREBENCH);
    }

    @Test
    void packagesHaveAtMostThirtyFiles() {
        Map<String, Long> files = WIREBENCH.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_FILES_PER_PACKAGE));
    }

    @Test
    void protocolCodeReadsNoClockAndKnowsNoSocket() {
        noClasses()
                .that()
                .resideInAPackage("dev.wirebench.loadgen.wire..")
                .or()
                .resideInAPackage("dev.wirebench.loadgen.schedule..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.time..", "java.nio.channels..")
                .check(WIREBENCH);
    }

    /** A switch over protocols names them too. */
    @Test
    void aProtocolIsNamedOnlyWhereItIsSaidWhatItIs() {
        noClasses()
                .that(are("not a place of one protocol", each -> !NAME_PROTOCOLS.contains(outermost(each))))
                .should()
                .accessFieldWhere(are(
                        "a protocol's constant",
                        access -> access.getTargetOwner().isEquivalentTo(Protocol.class)
                                && access.getTarget().getRawType().isEquivalentTo(Protocol.class)))
                .check(WIREBENCH);
    }

    @Test
    void theLabelsOfProtocolsStandInNoOtherCode() throws IOException {
        Pattern label = Pattern.compile(
                "\"(?:" + Protocol.labels().stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")\"");
        List<String> found = new ArrayList<>();
        for (String module :
                List.of("model", "targets", "loadgen", "report", "harness", "gates", "lab", "cli", "simulations")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(
                                each -> each.toString().endsWith(".java") && !each.endsWith("Protocol.java"))
                        .toList()) {
                    label.matcher(Files.readString(file))
                            .results()
                            .forEach(literal -> found.add(file.getFileName() + " " + literal.group()));
                }
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(LABELS_OF_OTHER_THINGS);
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getSimpleName());
    }

    private static <T> DescribedPredicate<T> are(String what, Predicate<T> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }
}
