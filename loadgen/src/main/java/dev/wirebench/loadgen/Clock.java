package dev.wirebench.loadgen;

/** Monotonic time in nanoseconds from an arbitrary origin. Safe for concurrent use. */
@FunctionalInterface
public interface Clock {

    Clock SYSTEM = System::nanoTime;

    long nanoTime();
}
