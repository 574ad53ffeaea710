package dev.wirebench.target;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1 request (RFC 9112, sections 2 to 5). Immutable.
 *
 * @param fields by name in lower case; the values of a name that is given twice are joined by a comma
 * @param length of the body, in bytes; 0 where none is given, {@link #NO_NUMBER} where it is none
 */
record RequestHead(String method, boolean isVersion10, Map<String, String> fields, long length) {

    static final long NO_NUMBER = -1;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /**
     * @param text up to the empty line, without it
     * @throws IllegalArgumentException if it is no such head
     */
    static RequestHead parse(String text) {
        String[] lines = text.split("\r\n", -1);
        String[] request = lines[0].split(" ", -1);
        boolean isVersion10 = lines[0].endsWith(" HTTP/1.0");
        if (request.length != 3 || !isVersion10 && !request[2].equals("HTTP/1.1")) {
            throw new IllegalArgumentException("no request line: " + lines[0]);
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1 || lines[i].charAt(colon - 1) <= ' ') {
                throw new IllegalArgumentException("no field: " + lines[i]);
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

    /** Whether the field is a list that has the item, in whatever case. */
    boolean lists(String field, String item) {
        String list = fields.get(field);
        return list != null
                && Arrays.stream(list.split(",")).anyMatch(one -> one.trim().equalsIgnoreCase(item));
    }

    /** An empty body is one, too; but not of GET and HEAD, with which some clients send a length of 0. */
    boolean hasBody() {
        return length > 0 || fields.containsKey("content-length") && !method.equals("GET") && !method.equals("HEAD");
    }

    /** Whether the connection ends with the answer (RFC 9112, section 9.3). */
    boolean isLast() {
        return lists("connection", "close") || isVersion10 && !lists("connection", "keep-alive");
    }
}
