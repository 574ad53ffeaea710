package dev.wirebench.model.text;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks of what a user wrote; every message names the key, what is allowed and what was given. */
public final class Require {

    /** An HTTP token, RFC 9110 section 5.6.2. */
    public static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

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

    public static void url(URI url, String scheme) {
        present("url", url);
        if (!scheme.equals(url.getScheme()) || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("url must look like " + scheme
                    + "://host:port/path without user information (TLS is not supported), was "
                    + Redaction.USUAL.url(url.toString()));
        }
        inRange("port of url", url.getPort() < 0 ? 80 : url.getPort(), 1, 65535);
    }

    /** @param ours lower-case names of headers that cannot be given */
    public static Map<String, String> headers(Map<String, String> headers, Set<String> ours) {
        Map<String, String> checked = new LinkedHashMap<>(headers == null ? Map.of() : headers);
        checked.forEach((name, value) -> {
            if (!name.matches(TOKEN) || value == null || !value.matches("[\\x20-\\x7e\\t]*")) {
                throw new IllegalArgumentException(
                        "header '" + Redaction.USUAL.text(name) + "' is not a valid field name and value");
            }
            if (ours.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("header '" + name + "' is set by Wirebench itself");
            }
        });
        return Collections.unmodifiableMap(checked);
    }

    public static int greeting(Integer greeting) {
        inRange("greeting", greeting == null ? 0 : greeting, 0, 1000);
        return greeting == null ? 0 : greeting;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
