package dev.wirebench.model;

import java.util.Collection;

/** Checks of what a user wrote; every message names the key, what is allowed and what was given. */
final class Require {

    private Require() {}

    static long inRange(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " must be " + min + " to " + max + ", was " + value);
        }
        return value;
    }

    /** {@code min} itself is not allowed where {@code min} is 0: rates and durations must be positive. */
    static double positive(String key, double value, double max) {
        if (!(value > 0 && value <= max)) {
            throw new IllegalArgumentException(
                    key + " must be above 0 and at most " + plain(max) + ", was " + plain(value));
        }
        return value;
    }

    static double notNegative(String key, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            throw new IllegalArgumentException(key + " must be 0 to " + plain(max) + ", was " + plain(value));
        }
        return value;
    }

    static <C extends Collection<?>> C notEmpty(String key, C value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(key + " must not be empty");
        }
        return value;
    }

    static <T> T present(String key, T value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
