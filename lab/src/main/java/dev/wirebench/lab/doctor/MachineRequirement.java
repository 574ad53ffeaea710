package dev.wirebench.lab.doctor;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.Target;
import java.util.Optional;

/**
 * What a plan needs of the machine. Immutable.
 *
 * @param workers threads of the generator
 * @param embedded how many targets are started beside it
 * @param isHere whether the targets are on this machine
 * @param idleStrategy what workers do until their next message is due
 * @param connections what is opened
 */
public record MachineRequirement(
        int workers, int embedded, boolean isHere, IdleStrategy idleStrategy, Connections connections) {

    /** Short connections that a worker opens in a second as fast as answers come; measured: decisions/0006-sockets.md. */
    private static final int FASTEST_PER_WORKER = 30_000;

    /** At most so many kept ones are opened at a time by a worker. */
    private static final int OPENED_AT_A_TIME = 64;

    /** Of a plan that is not known: the built-in cells as fast as answers come. */
    public static final MachineRequirement USUAL = new MachineRequirement(
            Plan.DEFAULT_WORKERS, 1, true, Plan.DEFAULT_IDLE_STRATEGY, new Connections(64, FASTEST_PER_WORKER, 64));

    /**
     * Immutable.
     *
     * @param atMost at the same time
     * @param perSecond that are opened
     * @param atOnce that may wait to be accepted
     */
    public record Connections(int atMost, double perSecond, int atOnce) {}

    public static MachineRequirement of(Plan plan) {
        int embedded = (plan.target() == null ? 1 : 0)
                + (plan.baseline() != null && plan.baseline().target() == null ? 1 : 0);
        boolean isHere = isHere(plan.target())
                && Optional.ofNullable(plan.baseline())
                        .map(baseline -> isHere(baseline.target()))
                        .orElse(true);
        return new MachineRequirement(plan.workers(), embedded, isHere, plan.idleStrategy(), connections(plan));
    }

    private static boolean isHere(Target target) {
        return target == null || target.hostsElsewhere().isEmpty();
    }

    private static Connections connections(Plan plan) {
        int atMost = 0;
        int atOnce = 0;
        double perSecond = 0;
        for (Load load : plan.load()) {
            atMost = Math.max(atMost, load.connections());
            for (Cell cell : plan.cells()) {
                atOnce = Math.max(
                        atOnce,
                        cell.isLong()
                                ? Math.min(load.connections(), OPENED_AT_A_TIME * plan.workers())
                                : load.connections());
                perSecond = Math.max(perSecond, cell.isLong() ? 0 : rate(load, plan) / cell.messagesPerConnection());
            }
        }
        return new Connections(atMost, perSecond, atOnce);
    }

    private static double rate(Load load, Plan plan) {
        return load instanceof Load.Open open ? open.ratePerSecond() : (double) FASTEST_PER_WORKER * plan.workers();
    }

    /** One for each worker, and one for the target. */
    int processors() {
        return workers + (isHere ? 1 : 0);
    }
}
