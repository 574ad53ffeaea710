package dev.wirebench.harness.systems;

import dev.wirebench.harness.monitor.Versions;
import dev.wirebench.harness.progress.Progress;
import dev.wirebench.harness.systems.check.SystemCheck;
import dev.wirebench.harness.systems.check.SystemEndpoint;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Sweep;
import dev.wirebench.model.record.SystemRecord;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A system that a plan names, with the part of the plan that it serves. Immutable.
 *
 * @param system its description; empty for the embedded targets
 * @param skipped cells of the plan that it does not serve
 */
public record SystemUnderTest(
        String name, Optional<SystemFolder> system, String version, Plan plan, List<Cell> skipped) {

    /** A message of the plan's size may be larger; then its own wire's preflight tells. */
    private static final int LARGEST_MESSAGE = 1024 * 1024;

    /**
     * All that a plan names and that serve any of its cells.
     *
     * @throws PlanException if one is unknown or not installed, or none serves any cell
     */
    public static List<SystemUnderTest> of(Plan plan, Progress progress) throws IOException {
        List<SystemUnderTest> contenders = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> toInstall = new ArrayList<>();
        for (String name : plan.systems()) {
            boolean isEmbedded = name.equals(Plan.EMBEDDED_SYSTEM);
            Optional<SystemFolder> system =
                    isEmbedded ? Optional.empty() : Optional.of(SystemFolder.find(Home.path(), name));
            Requirements needs =
                    isEmbedded ? new Requirements(Versions.wirebench(), List.of()) : Requirements.of(system.get());
            if (needs.areMet()) {
                of(plan, name, system, needs.version(), progress).ifPresent(contenders::add);
            } else {
                missing.add(name + " lacks " + String.join(", ", needs.missing()));
                toInstall.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new PlanException(String.join("; ", missing) + "; to get them: wirebench systems install "
                    + String.join(" ", toInstall));
        }
        if (contenders.isEmpty()) {
            throw new PlanException(
                    "none of the systems " + plan.systems() + " serves any of the cells " + plan.cells());
        }
        return contenders;
    }

    private static Optional<SystemUnderTest> of(
            Plan plan, String name, Optional<SystemFolder> system, String version, Progress progress) {
        List<Cell> served = new ArrayList<>();
        List<Cell> skipped = new ArrayList<>();
        for (Cell cell : plan.cells()) {
            boolean isServed = system.isEmpty()
                    ? Protocol.EMBEDDED.contains(cell.protocol())
                    : system.get().description().wires().contains(cell.protocol());
            (isServed ? served : skipped).add(cell);
        }
        if (!skipped.isEmpty()) {
            progress.note(name + " does not serve " + skipped);
        }
        return served.isEmpty()
                ? Optional.empty()
                : Optional.of(new SystemUnderTest(
                        name,
                        system,
                        version,
                        plan.withSystems(List.of(name)).withCells(served),
                        List.copyOf(skipped)));
    }

    boolean isProxy() {
        return system.isPresent() && system.get().description().kind() == SystemDescription.Kind.PROXY;
    }

    /** At once, at most. */
    int connections() {
        return Stream.concat(
                        plan.load().stream().map(Load::connections),
                        Stream.ofNullable(plan.sweep()).map(Sweep::connections))
                .max(Integer::compare)
                .orElseThrow();
    }

    /** As the one who is asked in the preflight. */
    SystemEndpoint subject(ServedTarget service) {
        Map<Protocol, URI> addresses = new EnumMap<>(Protocol.class);
        for (Cell cell : plan.cells()) {
            addresses.put(
                    cell.protocol(), service.target().service(cell.protocol()).url());
        }
        return new SystemEndpoint(
                addresses,
                Set.copyOf(system.map(folder -> folder.description().cannot()).orElse(List.of())),
                system.map(folder -> folder.description().maxMessageBytes()).orElse(LARGEST_MESSAGE),
                service.processes());
    }

    /** What the run keeps of it. */
    public SystemRecord record(SystemCheck check) {
        return new SystemRecord(
                name,
                system.map(folder -> folder.description().title()).orElse("Wirebench"),
                version,
                system.map(folder -> folder.description().settings()).orElseGet(SystemUnderTest::embeddedSettings),
                system.map(folder -> folder.description().differs()).orElse(List.of()),
                check.checks(),
                check.idleConnections(),
                check.bytesPerIdleConnection());
    }

    /** As the targets are configured: see their Limits. */
    private static Map<String, String> embeddedSettings() {
        int selectors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("noDelay", "on");
        settings.put("compression", "off");
        settings.put("workers", Integer.toString(selectors));
        settings.put("idleTimeout", "600 s");
        settings.put("logs", "off");
        settings.put("heap", "512 MiB");
        return settings;
    }
}
