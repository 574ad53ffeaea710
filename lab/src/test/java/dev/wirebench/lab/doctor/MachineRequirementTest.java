package dev.wirebench.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineRequirementTest {

    private static final String PHASES = "\nphases: {warmUpSeconds: 0, measurementSeconds: 1}\n";

    @TempDir
    private Path directory;

    private MachineRequirement need(String text) throws IOException {
        Path file = directory.resolve("plan.yaml");
        Files.writeString(file, "name: x\n" + text + PHASES);
        return MachineRequirement.of(PlanFile.read(file));
    }

    @Test
    void aShortCellOpensAConnectionForEachMessage() throws Exception {
        MachineRequirement need = need(
                "cells: [http-10, raw-long, raw-short]\n" + "load: [{kind: open, ratePerSecond: 500, connections: 8}]");
        assertThat(need)
                .isEqualTo(new MachineRequirement(
                        1, 1, true, IdleStrategy.HYBRID, new MachineRequirement.Connections(8, 500, 8)));
        assertThat(need("cells: [http-10]\nload: [{kind: open, ratePerSecond: 500, connections: 8}]")
                        .connections()
                        .perSecond())
                .isEqualTo(50);
    }

    @Test
    void asFastAsAnswersComeIsAsFastAsTheWorkersOpen() throws Exception {
        assertThat(need("cells: [raw-short]\nworkers: 2\nload: [{kind: closed, connections: 8}]")
                        .connections()
                        .perSecond())
                .isEqualTo(60_000);
    }

    @Test
    void keptConnectionsAreOpenedAFewAtATime() throws Exception {
        MachineRequirement need = need("cells: [raw-long]\nworkers: 2\nidleStrategy: spin\n"
                + "load: [{kind: closed, connections: 100}, {kind: open, ratePerSecond: 500, connections: 5000}]");
        assertThat(need)
                .isEqualTo(new MachineRequirement(
                        2, 1, true, IdleStrategy.SPIN, new MachineRequirement.Connections(5000, 0, 128)));
    }

    @Test
    void aTargetElsewhereTakesNothingOfThisMachine() throws Exception {
        String load = "cells: [raw-long]\nload: [{kind: closed, connections: 8}]\n";
        MachineRequirement here = need(load + "target: {raw: {url: 'tcp://127.0.0.1:9'}}\nbaseline: {}");
        assertThat(here.isHere()).isTrue();
        assertThat(here.embedded()).isEqualTo(1);
        assertThat(here.processors()).isEqualTo(2);
        MachineRequirement elsewhere = need(load + "target: {raw: {url: 'tcp://far:9'}}\nallowedHosts: [far]");
        assertThat(elsewhere.isHere()).isFalse();
        assertThat(elsewhere.embedded()).isZero();
        assertThat(elsewhere.processors()).isEqualTo(1);
        assertThat(need(load + "baseline: {target: {raw: {url: 'tcp://far:9'}}}\nallowedHosts: [far]")
                        .isHere())
                .isFalse();
    }
}
