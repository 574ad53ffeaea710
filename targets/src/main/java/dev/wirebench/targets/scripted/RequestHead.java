package dev.wirebench.targets.scripted;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1 request (RFC 9112, sections 2 to 5). Immutable.
 *
 * @param fields by lower-case name; values of a repeated name are joined by commas
 * @param length of the body in bytes; 0 if absent, {@link #NO_NUMBER} if invalid
 */
record RequestHead(String method, boolean isVersion10, Map<String, String> fields, long length) {

    static final long NO_NUMBER = -1;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /**
     * @param text up to the empty line, exclusive
     * @throws IllegalArgumentException on a syntax error
     */
    static RequestHead parse(String text) {
        String[] lines = text.split("\r\n", -1);
        String[] request = lines[0].split(" ", -1);
        boolean isVersion10 = lines[0].endsWith(" HTTP/1.0");
        if (request.length != 3 || !isVersion10 && !request[2].equals("HTTP/1.1")) {
            throw new IllegalArgumentException("not a request line: " + lines[0]);
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1 || lines[i].charAt(colon - 1) <= ' ') {
                throw new IllegalArgumentException("not a header field: " + lines[i]);
            }
            fields.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim(),
                    (first, second) -> first + ", " + second);
        }
        return new RequestHead(request[0], isVersion10, fields, length(fields.getOrDefault("content-length", "0")));
    }

    private static long length(String digits) {
        return LENGTH.matcher(digits).matches() ? Long.parseLong(digits) : NO_NUMBER;
    }

    /** True if the field is a list containing the item, ignoring case. */
    boolean lists(String field, String item) {
        String list = fields.get(field);
        return list != null
                && Arrays.stream(list.split(",")).anyMatch(one -> one.trim().equalsIgnoreCase(item));
    }

    /** True also for an empty body, except with GET and HEAD, with which some clients send a length of 0. */
    boolean hasBody() {
        return length > 0 || fields.containsKey("content-length") && !method.equals("GET") && !method.equals("HEAD");
    }

    /** True if the connection ends with the answer (RFC 9112, section 9.3). */
    boolean isLast() {
        return lists("connection", "close") || isVersion10 && !lists("connection", "keep-alive");
    }
}
