package dev.wirebench.report.say;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.report.read.Units;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTextTest {

    @Test
    void everyPartOfAScriptIsSaid() {
        TargetScript script = TargetScript.fifo(new TargetScript.Constant(0.5))
                .withStall(new TargetScript.Stall(10, 0.4))
                .withUnansweredEvery(200);
        assertThat(ScriptText.of(script, Units.PLAIN))
                .isEqualTo(
                        "The target was scripted: each message takes 500 us; it works on one message at a time, in the"
                                + " order of receipt; in the last 400 ms of every 10.0 s it does nothing; of every 200 messages"
                                + " it leaves one unanswered.");
    }

    @Test
    void whatAScriptDoesNotDoIsNotSaid() {
        assertThat(ScriptText.of(TargetScript.parallel(new TargetScript.Constant(0)), Units.PLAIN))
                .isEqualTo("The target was scripted: each message takes no time; it works on all messages at once.");
    }

    @Test
    void stepsAreToldInTurn() {
        TargetScript.Table table = new TargetScript.Table(
                List.of(new TargetScript.Step(1, 200), new TargetScript.Step(4, 20), new TargetScript.Step(1195, 1)));
        assertThat(ScriptText.of(TargetScript.parallel(table).withUnansweredEvery(1), Units.PLAIN))
                .isEqualTo("The target was scripted: messages take, in turn, 200 ms (1 message), then 20.0 ms"
                        + " (4 messages), then 1.00 ms (1,195 messages); it works on all messages at once; it answers no"
                        + " message.");
    }

    @Test
    void aRandomServiceNamesItsMeanAndSeed() {
        assertThat(ScriptText.of(TargetScript.parallel(new TargetScript.Exponential(2, 7L)), Units.TYPESET))
                .isEqualTo("The target was scripted: each message takes 2.00 ms on average, exponentially distributed"
                        + " (seed 7); it works on all messages at once.");
    }
}
