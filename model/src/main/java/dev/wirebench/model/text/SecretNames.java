package dev.wirebench.model.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by a name whether its value is a credential. Immutable.
 *
 * @param named names besides the usual ones, in lower case
 */
record SecretNames(Set<String> named) {

    /** Anywhere in a name: {@code X-Api-Key}, {@code access_token}, {@code PHPSESSID}. */
    private static final Pattern WITHIN =
            Pattern.compile("auth|cookie|credential|key|passwd|password|secret|sessid|session|signature|token");

    /** Short ones count as words of a name only, as in {@code user_pwd} or {@code connect.sid}: {@code design} is open. */
    private static final Set<String> WORDS = Set.of("jwt", "pwd", "sid", "sig");

    /** As in an OAuth redirection; {@code status_code} and {@code barcode} are open. */
    private static final String WHOLE = "code";

    /** Part of a handshake: drawn anew for each, and answered in the open. */
    private static final String OPEN = "sec-websocket-key";

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern PERCENT_ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    SecretNames {
        named = Set.copyOf(named);
    }

    /** @param name as it stands in a URL or a body, perhaps with escapes */
    boolean isSecret(String name) {
        String plain = plain(name).strip();
        String lower = plain.toLowerCase(Locale.ROOT);
        if (named.contains(lower)) {
            return true;
        }
        if (lower.equals(OPEN)) {
            return false;
        }
        return lower.equals(WHOLE)
                || WITHIN.matcher(lower).find()
                || BETWEEN_WORDS.splitAsStream(plain).anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static String plain(String name) {
        String unescaped = JSON_ESCAPE
                .matcher(name)
                .replaceAll(found -> literal(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        return PERCENT_ESCAPE
                .matcher(unescaped)
                .replaceAll(found -> literal(URLDecoder.decode(found.group(), StandardCharsets.ISO_8859_1)));
    }

    private static String literal(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
