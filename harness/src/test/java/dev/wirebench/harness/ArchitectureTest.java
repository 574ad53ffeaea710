package dev.wirebench.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The dependency rule of the house: docs/decisions/0001-modules.md. */
class ArchitectureTest {

    private static final JavaClasses WIREBENCH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.wirebench");

    @Test
    void targetsLoadgenAndAnalysisKnowOnlyTheModel() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("dev.wirebench.model..")
                .layer("target")
                .definedBy("dev.wirebench.target..")
                .layer("loadgen")
                .definedBy("dev.wirebench.loadgen..")
                .layer("analysis")
                .definedBy("dev.wirebench.analysis..")
                .layer("harness")
                .definedBy("dev.wirebench.harness..")
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("target")
                .mayOnlyAccessLayers("model")
                .whereLayer("loadgen")
                .mayOnlyAccessLayers("model")
                .whereLayer("analysis")
                .mayOnlyAccessLayers("model")
                .whereLayer("harness")
                .mayNotBeAccessedByAnyLayer()
                .check(WIREBENCH);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.wirebench.(**)").should().beFreeOfCycles().check(WIREBENCH);
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
