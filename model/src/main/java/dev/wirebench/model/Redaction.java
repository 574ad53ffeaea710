package dev.wirebench.model;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what looks like a credential out of what is written down: values of headers and of query parameters. */
public final class Redaction {

    private static final String HIDDEN = "***";
    private static final String SECRET = "auth|cookie|credential|key|password|secret|session|signature|token";
    private static final Pattern SECRET_NAME = Pattern.compile(".*(" + SECRET + ").*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_QUERY =
            Pattern.compile("([?&][^=&#]*(?:" + SECRET + ")[^=&#]*=)[^&#]*", Pattern.CASE_INSENSITIVE);

    /** Of a handshake: drawn anew for each, and answered in the open. */
    private static final Pattern OPEN_NAME = Pattern.compile("sec-websocket-key", Pattern.CASE_INSENSITIVE);

    private static final Pattern FIELD = Pattern.compile("(?<name>[^: ]+):[ \t]*(?<value>[^\r\n]*?)[ \t]*\r?\n?");
    private static final Pattern SECRET_IN_LINE =
            Pattern.compile("[?&][^=&#\\s]*(?:" + SECRET + ")[^=&#\\s]*=(?<value>[^&#\\s]*)", Pattern.CASE_INSENSITIVE);

    /** Also where the URL is not well-formed, or has a host that {@link URI} does not accept. */
    private static final Pattern USER_INFO = Pattern.compile("(:(?://)?)[^/?#]*@");

    private Redaction() {}

    /** A text that may hold URLs, without their user information. */
    static String userInfo(String text) {
        return USER_INFO.matcher(text).replaceAll("$1" + HIDDEN + "@");
    }

    static URI url(URI url) {
        return URI.create(SECRET_QUERY.matcher(url.toString()).replaceAll("$1" + HIDDEN));
    }

    /**
     * A line of an HTTP head, with or without its end, that shows no credential. Each character of one becomes {@code *},
     * so that the line keeps its length.
     */
    public static String line(String line) {
        StringBuilder shown = new StringBuilder(line);
        Matcher query = SECRET_IN_LINE.matcher(line);
        while (query.find()) {
            star(shown, query);
        }
        Matcher field = FIELD.matcher(line);
        if (field.matches()
                && SECRET_NAME.matcher(field.group("name")).matches()
                && !OPEN_NAME.matcher(field.group("name")).matches()) {
            star(shown, field);
        }
        return shown.toString();
    }

    private static void star(StringBuilder line, Matcher found) {
        for (int i = found.start("value"); i < found.end("value"); i++) {
            line.setCharAt(i, '*');
        }
    }

    static Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> redacted = new LinkedHashMap<>(headers);
        redacted.replaceAll((name, value) -> SECRET_NAME.matcher(name).matches() ? HIDDEN : value);
        return redacted;
    }
}
