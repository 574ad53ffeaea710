package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.report.read.Quantiles;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The response time that theory gives for a plan whose targets follow a script, from the intended send. Immutable.
 *
 * <p>Symbols: q quantile, 0 to 1; D or 1/mu (mean) service time; lambda arrival rate; rho = lambda / mu. It holds for a
 * target and a network that add nothing, connections enough that none is waited for, and in the long run: at equal gaps
 * it is off by up to 1/lambda, at random ones by as much as chance makes it.
 */
public final class ClosedForm {

    /** Each doubles the number of right digits once it is near; rho = 0.9999 needs some 15 to come there. */
    private static final int NEWTON_STEPS = 50;

    private final DoubleUnaryOperator byPercentile;

    private ClosedForm(DoubleUnaryOperator byPercentile) {
        this.byPercentile = byPercentile;
    }

    /**
     * @param percentile 0 to 100
     * @return nanoseconds; infinite where the message is never answered, empty where there is no largest response time
     */
    public OptionalDouble responseNs(double percentile) {
        double ns = byPercentile.applyAsDouble(percentile);
        return Double.isNaN(ns) ? OptionalDouble.empty() : OptionalDouble.of(ns);
    }

    /** @throws IllegalArgumentException if no closed form is known for the plan's script and load */
    public static ClosedForm of(Plan plan) {
        TargetScript script = plan.script();
        if (script == null) {
            throw new IllegalArgumentException("no closed form without a script");
        }
        if (plan.load().size() != 1 || !(plan.load().get(0) instanceof Load.Open open)) {
            throw new IllegalArgumentException("no closed form but for one open load, was "
                    + plan.load().stream().map(Load::label).toList());
        }
        DoubleUnaryOperator form = script.server() == TargetScript.Server.PARALLEL
                ? parallel(script)
                : script.stall() == null ? fifo(script, open, plan.phases()) : stalledFifo(script, open);
        if (form == null) {
            throw new IllegalArgumentException("no closed form is known for " + script.toJson() + " under "
                    + open.label() + " with " + open.arrivals().label() + " arrivals");
        }
        return new ClosedForm(form);
    }

    /** Null where there is none, here and below. */
    private static DoubleUnaryOperator parallel(TargetScript script) {
        DoubleUnaryOperator service = service(script.service());
        boolean isConstant = script.service() instanceof TargetScript.Constant;
        if (script.stall() != null) {
            return isConstant && script.unansweredEvery() == null ? stalled(script, 0) : null;
        }
        if (script.unansweredEvery() == null) {
            return service;
        }
        // The last of each so many is the one without an answer.
        int every = script.unansweredEvery();
        return isConstant
                ? p -> Quantiles.rank(p, every) == every ? Double.POSITIVE_INFINITY : service.applyAsDouble(p)
                : null;
    }

    private static DoubleUnaryOperator fifo(TargetScript script, Load.Open open, Phases phases) {
        if (script.unansweredEvery() != null || script.service() instanceof TargetScript.Table) {
            return null;
        }
        boolean isPoisson = open.arrivals() == Load.Arrivals.POISSON;
        double lambda = open.ratePerSecond() / 1e9;
        double meanNs = meanNs(script.service());
        double rho = lambda * meanNs;
        if (script.service() instanceof TargetScript.Constant) {
            return isPoisson ? mD1(rho, meanNs) : dD1(rho, meanNs, phases);
        }
        double mu = 1 / meanNs;
        return rho < 1 ? exponential(isPoisson ? mu - lambda : mu * (1 - sigma(rho))) : null;
    }

    /**
     * One server, equal gaps: D, or in overload D + (rho - 1) t for the message intended t after the first, where the
     * measured ones are intended evenly over the measurement.
     */
    private static DoubleUnaryOperator dD1(double rho, double dNs, Phases phases) {
        double growth = Math.max(0, rho - 1);
        return p -> dNs + growth * (phases.warmUpNs() + p / 100 * phases.measurementNs());
    }

    /** One server, exponential gaps: D + wait. NaN for a largest value, here and below. */
    private static DoubleUnaryOperator mD1(double rho, double dNs) {
        if (rho == 0 || rho >= 1) {
            return null;
        }
        return p -> p < 100 ? dNs * (1 + new CrommelinSeries(rho).quantile(p / 100)) : Double.NaN;
    }

    /** -ln(1 - q) / rate. */
    private static DoubleUnaryOperator exponential(double rate) {
        return p -> p < 100 ? -Math.log1p(-p / 100) / rate : Double.NaN;
    }

    /**
     * The root below 1 of sigma = exp(-(1 - sigma) / rho): the share of messages that have to wait at equal gaps.
     *
     * <p>By Newton's method from 0: sigma - exp(...) is concave, so no step goes beyond the root.
     */
    private static double sigma(double rho) {
        double sigma = 0;
        for (int i = 0; i < NEWTON_STEPS; i++) {
            double exp = Math.exp(-(1 - sigma) / rho);
            sigma -= (sigma - exp) / (1 - exp / rho);
        }
        return sigma;
    }

    private static DoubleUnaryOperator stalledFifo(TargetScript script, Load.Open open) {
        if (script.unansweredEvery() != null
                || !(script.service() instanceof TargetScript.Constant)
                || open.arrivals() != Load.Arrivals.CONSTANT) {
            return null;
        }
        double rho = open.ratePerSecond() / 1e9 * meanNs(script.service());
        boolean catchesUp = script.stall().forNs() <= (1 - rho) * script.stall().everyNs();
        return catchesUp ? stalled(script, rho) : null;
    }

    /**
     * D + max(0, S - T (1 - q) (1 - rho)), with a stall of S in every T; rho = 0 where messages do not wait for each other.
     *
     * <p>It leaves out the messages that are being worked on when a stall begins, so it is low by up to D.
     */
    private static DoubleUnaryOperator stalled(TargetScript script, double rho) {
        double dNs = meanNs(script.service());
        return p -> dNs + Math.max(0, script.stall().forNs() - script.stall().everyNs() * (1 - p / 100) * (1 - rho));
    }

    private static DoubleUnaryOperator service(TargetScript.Service service) {
        if (service instanceof TargetScript.Table table) {
            return p -> quantileNs(table, p);
        }
        double meanNs = meanNs(service);
        return service instanceof TargetScript.Exponential ? exponential(1 / meanNs) : p -> meanNs;
    }

    private static double quantileNs(TargetScript.Table table, double percentile) {
        long messages =
                table.steps().stream().mapToLong(TargetScript.Step::messages).sum();
        long left = Quantiles.rank(percentile, messages);
        for (TargetScript.Step step : table.steps().stream()
                .sorted(Comparator.comparingDouble(TargetScript.Step::ms))
                .toList()) {
            left -= step.messages();
            if (left <= 0) {
                return step.ms() * 1e6;
            }
        }
        throw new IllegalArgumentException("percentile must be 0 to 100, was " + percentile);
    }

    private static double meanNs(TargetScript.Service service) {
        if (service instanceof TargetScript.Constant constant) {
            return constant.ms() * 1e6;
        }
        return ((TargetScript.Exponential) service).meanMs() * 1e6;
    }
}
