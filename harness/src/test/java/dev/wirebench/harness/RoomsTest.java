package dev.wirebench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The harness's classes by subject; each subject knows only those above it in the list. */
class RoomsTest {

    private static final String HARNESS = "dev.wirebench.harness";

    /** Classes of the root package, and the packages that are subjects of their own. */
    private static final List<List<String>> ROOMS = List.of(
            List.of("machine"),
            List.of("process", "SecondSignal"),
            List.of("system"),
            List.of("check"),
            List.of(
                    "monitor",
                    "BlockMeter",
                    "Environment",
                    "ListeningSockets",
                    "NetworkCounters",
                    "PauseMeter",
                    "ProcessorTime",
                    "Versions"),
            List.of(
                    "progress",
                    "ConsoleProgress",
                    "LiveView",
                    "Panel",
                    "Progress",
                    "RecentRate",
                    "Status",
                    "Terminal",
                    "TimeLeft"),
            List.of("systems", "Contender", "Home", "Service", "ServiceProcess", "SystemServices", "TargetProcess"),
            List.of(
                    "run",
                    "Beginning",
                    "Bench",
                    "BlockOrder",
                    "Calibrator",
                    "Cause",
                    "CellCapture",
                    "Experiment",
                    "MeasurementLoop",
                    "Preflight",
                    "RateSearch",
                    "RateSweep",
                    "Reasons",
                    "Recording",
                    "Rehearsal",
                    "Rounds",
                    "SelfCheck",
                    "Side",
                    "SteadyState",
                    "StopOnSignal",
                    "SystemSides",
                    "WarmUp"),
            List.of("gates", "Baselines", "GateTrial", "Judgement", "SlotLength"),
            List.of("doctor"),
            List.of("lab", "Anatomist", "FreeTalk", "ListenerLog", "MachineSample", "TapeRack", "TapedCells"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HARNESS);

    private static Map<String, Integer> byClass() {
        Map<String, Integer> rooms = new HashMap<>();
        for (int i = 0; i < ROOMS.size(); i++) {
            for (String name : ROOMS.get(i)) {
                rooms.put(name, i);
            }
        }
        return rooms;
    }

    /** Whatever is in no list is part of the command line. */
    private static int room(JavaClass type) {
        String inside = type.getPackageName().substring(HARNESS.length());
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replaceFirst("\\$.*", "");
        return byClass().getOrDefault(inside.isEmpty() ? name : inside.substring(1), ROOMS.size());
    }

    @Test
    void noSubjectKnowsOneBelowIt() {
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(known -> known.getTargetClass()
                            .getBaseComponentType()
                            .getPackageName()
                            .startsWith(HARNESS))
                    .forEach(known -> assertThat(room(known.getTargetClass().getBaseComponentType()))
                            .as(known.getDescription())
                            .isLessThanOrEqualTo(room(type)));
        }
    }
}
