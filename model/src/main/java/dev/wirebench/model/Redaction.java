package dev.wirebench.model;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes what looks like a credential out of what is written down: values of headers and of query parameters. */
final class Redaction {

    private static final String HIDDEN = "***";
    private static final String SECRET = "auth|cookie|credential|key|password|secret|session|signature|token";
    private static final Pattern SECRET_NAME = Pattern.compile(".*(" + SECRET + ").*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_QUERY =
            Pattern.compile("([?&][^=&#]*(?:" + SECRET + ")[^=&#]*=)[^&#]*", Pattern.CASE_INSENSITIVE);

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

    static Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> redacted = new LinkedHashMap<>(headers);
        redacted.replaceAll((name, value) -> SECRET_NAME.matcher(name).matches() ? HIDDEN : value);
        return redacted;
    }
}
