package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.GateRule;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Percentile;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/ci names exists: plans, ports, commands and their options. */
class RecipesTest {

    private static final Path HOME = Path.of("..");
    private static final Path RECIPES = HOME.resolve("docs/ci");

    private final Plan plan = PlanFile.read(RECIPES.resolve("wirebench-gate.yaml"));

    private static String text(String recipe) throws IOException {
        return Files.readString(RECIPES.resolve(recipe));
    }

    private static List<MatchResult> find(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().toList();
    }

    @Test
    void thePlanHasGatesOfBothKinds() {
        assertThat(plan.gates())
                .map(gate -> (Object) gate.rule().getClass())
                .contains(GateRule.NoWorse.class, GateRule.Limit.class);
    }

    @Test
    void aSlotOfThePlanHasMessagesEnoughForEveryPercentileThatIsCompared() {
        for (var gate : plan.gates()) {
            for (var series : gate.rule().subject().select(plan.cells(), plan.load())) {
                if (gate.rule().subject().metric() instanceof Percentile) {
                    assertThat(series.load()).isInstanceOf(Load.Open.class);
                    double messages = ((Load.Open) series.load()).ratePerSecond()
                            * plan.phases().measurementSeconds();
                    assertThat(messages)
                            .as(gate.text())
                            .isGreaterThanOrEqualTo(
                                    gate.rule().subject().metric().messagesPerSlot());
                }
            }
        }
    }

    @Test
    void thePortsOfTheScriptAreThoseOfThePlan() throws Exception {
        assertThat(text("gate.sh"))
                .contains("BASE_PORT=${BASE_PORT:-"
                        + plan.baseline().target().service(Protocol.HTTP).url().getPort() + "}")
                .contains("HEAD_PORT=${HEAD_PORT:-"
                        + plan.target().service(Protocol.HTTP).url().getPort() + "}");
    }

    @Test
    void everyPlanThatIsNamedExists() throws Exception {
        List<String> named = new ArrayList<>();
        try (Stream<Path> files = Files.list(RECIPES)) {
            for (Path file : files.toList()) {
                find("(?:docs|plans)/[\\w/-]+\\.yaml", Files.readString(file))
                        .forEach(match -> named.add(match.group()));
            }
        }
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(HOME.resolve(each)).exists());
    }

    @Test
    void theScriptStartsTheStandInWithOptionsThatExist() throws Exception {
        String serve =
                find("\\./wirebench (serve [^']*)'", text("gate.sh")).get(0).group(1);
        String[] arguments =
                serve.replaceAll("\"?\\$(PORT|\\(\\([^)]*\\)\\))\"?", "8080").split(" ");
        Wirebench.commandLine().parseArgs(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yml", "gitlab-ci.yml", "Jenkinsfile"})
    void everyRecipeGatesWithOptionsThatExist(String recipe) throws Exception {
        Matcher call = Pattern.compile("/gate\\.sh\" \"[^\"]*\" \\. \"\\$PLAN\" ((?:\\\\\\n|[^\\n|])+)")
                .matcher(text(recipe));
        assertThat(call.find()).isTrue();
        String options = call.group(1).replace("\\\n", " ").strip();
        assertThat(options).contains("--out junit=", "--out markdown=");
        Wirebench.commandLine().parseArgs(("gate docs/ci/wirebench-gate.yaml " + options).split("\\s+"));
    }
}
