package dev.wirebench.report.read;

/** How late the generator may send and still be no part of what is measured; why so: "Self-check" in docs/method.md. */
public final class GeneratorLag {

    /** The percentile at which lag and response time are compared. */
    public static final double PERCENTILE = 99;

    /** Whatever the response time. */
    public static final double LIMIT_NS = 250_000;

    /** Of the response time. */
    private static final double SHARE = 0.05;

    /** Of the time of a block, a worker may be ready to run and have no processor. */
    public static final double RUN_WAIT_SHARE = 0.05;

    private GeneratorLag() {}

    /** In nanoseconds. */
    public static double limitNs(double responseNs) {
        return Math.max(LIMIT_NS, SHARE * responseNs);
    }
}
