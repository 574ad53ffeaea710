package dev.wirebench.model.text;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the characters of a text that belong to credentials, whatever the text is: JSON, a form, XML, multipart, a URL, the
 * head of an HTTP message, or a piece of any of them. Where the end of a value is in doubt the later one counts.
 */
final class SecretSpans {

    private static final String NAME_CHARACTERS = "[^\\s:=&?;,<>\"'{}\\[\\]()]{1,128}";

    /** {@code "name": value}, also within a string of JSON, where quotes are escaped. */
    private static final Pattern MEMBER = Pattern.compile(
            "[\"'](?<name>(?:[^\"'\\\\]|\\\\u[0-9a-fA-F]{4}){1,128})\\\\*[\"']\\s*:\\s*(?<quote>\\\\*[\"'])?");

    /** {@code name=value} of forms, queries and attributes. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![^\\s?&;#,<>\"'(])(?<name>" + NAME_CHARACTERS
            + ")=(?:\"(?<quoted>[^\"]*)|'(?<single>[^']*)|(?<value>(?:(?![\"'](?:[,}\\])\\s>/]|$))[^&\\s<])*+))");

    /** {@code Name: value} to the end of its line. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^[ \\t]*(?<name>" + NAME_CHARACTERS + ")[ \\t]*:(?!//)[ \\t]*(?<value>[^\\r\\n]*)");

    private static final Pattern ELEMENT = Pattern.compile("<(?<name>[^\\s<>/]{1,128})(?:\\s[^<>]*)?>(?<value>[^<]*)");

    /** RFC 7578: fields of the part's head, an empty line, and the value up to the next boundary. */
    private static final Pattern FORM_DATA = Pattern.compile("(?s)name=\"(?<name>[^\"\\r\\n]{1,128})\"[^\\r\\n]*\\r?\\n"
            + "(?:[^\\r\\n]+\\r?\\n){0,16}\\r?\\n(?<value>.*?)(?=\\r?\\n--|\\z)");

    private static final Pattern USER_INFO = Pattern.compile("://(?<value>[^/?#\\s\"'<>]*)@");

    private final SecretNames names;
    private final String text;
    private final BitSet secret = new BitSet();

    private SecretSpans(SecretNames names, String text) {
        this.names = names;
        this.text = text;
    }

    /** @return the indices of the secret characters */
    static BitSet in(String text, SecretNames names) {
        SecretSpans spans = new SecretSpans(names, text);
        spans.members();
        spans.urls();
        spans.each(LINE, "value");
        spans.each(ELEMENT, "value");
        spans.each(FORM_DATA, "value");
        return spans.secret;
    }

    /** Only what may stand within a sentence: whose words with a colon behind them are no names. */
    static BitSet inSentence(String text, SecretNames names) {
        SecretSpans spans = new SecretSpans(names, text);
        spans.urls();
        return spans.secret;
    }

    private void urls() {
        each(ASSIGNMENT, "quoted", "single", "value");
        Matcher user = USER_INFO.matcher(text);
        while (user.find()) {
            secret.set(user.start("value"), user.end("value"));
        }
    }

    private void each(Pattern pattern, String... groups) {
        Matcher matcher = pattern.matcher(text);
        for (int from = 0; from <= text.length() && matcher.find(from); ) {
            boolean isSecret = names.isSecret(matcher.group("name"));
            for (String group : groups) {
                if (isSecret && matcher.start(group) >= 0) {
                    secret.set(matcher.start(group), trimmed(matcher.start(group), matcher.end(group)));
                }
            }
            // A value that is no secret may hold one: a URL in a line, say.
            from = isSecret ? Math.max(matcher.end(), matcher.end("name") + 1) : matcher.end("name") + 1;
        }
    }

    private int trimmed(int start, int end) {
        int last = end;
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private void members() {
        Matcher member = MEMBER.matcher(text);
        for (int from = 0; from <= text.length() && member.find(from); ) {
            from = member.end("name");
            if (names.isSecret(member.group("name"))) {
                int end = valueEnd(member.end(), member.group("quote"));
                secret.set(member.end(), end);
                from = Math.max(end, member.end());
            }
        }
    }

    private int valueEnd(int start, String quote) {
        if (quote != null) {
            return quote.length() > 1 ? indexOr(quote, start) : closingQuote(start, quote.charAt(0));
        }
        if (start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[')) {
            return closingBracket(start);
        }
        int at = start;
        while (at < text.length() && ",}]\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return trimmed(start, at);
    }

    private int indexOr(String what, int start) {
        int at = text.indexOf(what, start);
        return at < 0 ? text.length() : at;
    }

    private int closingQuote(int start, char quote) {
        int at = start;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private int closingBracket(int start) {
        int depth = 0;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = closingQuote(at + 1, '"');
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return at + 1;
            }
            at++;
        }
        return text.length();
    }
}
