package dev.wirebench.model.text;

import java.net.URI;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes what looks like a credential out of what is written down: user information of URLs, and values of headers, query
 * parameters and fields of bodies that have a secret name. Immutable.
 */
public final class Redaction {

    /** Knows the names that are secret everywhere, and no others. */
    public static final Redaction USUAL = new Redaction(new SecretNames(Set.of()));

    private static final String HIDDEN = "***";

    /** Also where the URL is not well-formed, or has a host that {@link URI} does not accept. */
    private static final Pattern USER_INFO = Pattern.compile("(:(?://)?)[^/?#]*@");

    private static final Pattern PARAMETER = Pattern.compile("(?<=[?&#;])(?<name>[^=&#?;]*)=(?<value>[^&#]*)");

    private final SecretNames names;

    private Redaction(SecretNames names) {
        this.names = names;
    }

    /** @param secrets names of which the values are secret too, in any case */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(new SecretNames(
                secrets.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet())));
    }

    /** A URL, or what was meant as one, without user information and secret values. */
    public String url(String url) {
        String shown = USER_INFO.matcher(url).replaceFirst("$1" + HIDDEN + "@");
        return PARAMETER
                .matcher(shown)
                .replaceAll(found -> Matcher.quoteReplacement(
                        names.isSecret(found.group(1)) ? found.group(1) + "=" + HIDDEN : found.group()));
    }

    public URI url(URI url) {
        return URI.create(url(url.toString()));
    }

    public Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> redacted = new LinkedHashMap<>(headers);
        redacted.replaceAll((name, value) -> names.isSecret(name) ? HIDDEN : text(value));
        return redacted;
    }

    /** The body of a message, or any other text, in which {@value #HIDDEN} stands for each credential; null stays null. */
    public String text(String text) {
        return text == null ? null : hidden(text, SecretSpans.in(text, names));
    }

    /** A sentence that may quote URLs. */
    public String sentence(String text) {
        return hidden(text, SecretSpans.inSentence(text, names));
    }

    private static String hidden(String text, BitSet secret) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int start = secret.nextSetBit(at);
            shown.append(text, at, start < 0 ? text.length() : start);
            at = start < 0 ? text.length() : secret.nextClearBit(start);
            shown.append(start < 0 ? "" : HIDDEN);
        }
        return shown.toString();
    }

    /** The same text with each character of a credential as {@code *}, so that it keeps its length. */
    public String starred(String text) {
        BitSet secret = SecretSpans.in(text, names);
        StringBuilder shown = new StringBuilder(text);
        secret.stream().filter(at -> text.charAt(at) != '\n').forEach(at -> shown.setCharAt(at, '*'));
        return shown.toString();
    }
}
