package dev.wirebench.model.text;

import java.util.Collection;
import java.util.List;

/** Checks of what a user wrote; every message names the key, what is allowed and what was given. */
public final class Require {

    private Require() {}

    public static void inRange(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " must be " + min + " to " + max + ", was " + value);
        }
    }

    public static void positive(String key, double value, double max) {
        if (!(value > 0 && value <= max)) {
            throw new IllegalArgumentException(
                    key + " must be above 0 and at most " + plain(max) + ", was " + plain(value));
        }
    }

    public static void notNegative(String key, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            throw new IllegalArgumentException(key + " must be 0 to " + plain(max) + ", was " + plain(value));
        }
    }

    public static <C extends Collection<?>> C notEmpty(String key, C value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(key + " must not be empty");
        }
        return value;
    }

    /** @return an unmodifiable copy; empty for null */
    public static <E> List<E> list(String key, List<E> values) {
        if (values == null) {
            return List.of();
        }
        int index = 0;
        for (E value : values) {
            if (value == null) {
                throw new IllegalArgumentException(key + "[" + index + "] is empty");
            }
            index++;
        }
        return List.copyOf(values);
    }

    public static void present(String key, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
