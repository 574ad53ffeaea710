package dev.wirebench.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of the house: docs/architecture.md and docs/decisions/0001-modules.md. */
class ArchitectureTest {

    private static final int MAX_FILES_PER_PACKAGE = 30;

    private static final JavaClasses WIREBENCH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.wirebench");

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
}
