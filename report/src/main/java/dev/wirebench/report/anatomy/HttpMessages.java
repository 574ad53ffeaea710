package dev.wirebench.report.anatomy;

import dev.wirebench.model.text.Redaction;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes HTTP/1.1 requests and responses apart (RFC 9112), strictly. Confined to one thread. */
final class HttpMessages {

    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.[01]\r\n");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[0-9] ([0-9]{3})(?: [^\r\n]*)?\r\n");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*?)[ \t]*\r\n");
    private static final Pattern CHUNK = Pattern.compile("0*([0-9a-fA-F]{1,7})(?:[ \t]*;[^\r\n]*)?\r\n");
    private static final Pattern CHUNKED = Pattern.compile("[ \t,]*chunked[ \t,]*", Pattern.CASE_INSENSITIVE);
    private static final int SWITCHING_PROTOCOLS = 101;

    /** Of the requests that no response has been seen of, in their order. */
    private final Deque<String> methods = new ArrayDeque<>();

    private String expectedAccept;
    private boolean isHandshake;
    private boolean isSwitched;

    /** Whether the last response led to another protocol. */
    boolean isSwitched() {
        return isSwitched;
    }

    void request(ByteScanner scan) throws ByteScanner.NotUnderstoodException {
        String line = scan.nextLine("the request line");
        Matcher request = match(REQUEST, line, "a request line");
        methods.add(request.group(1));
        scan.line(
                "request line",
                Layer.HTTP,
                Redaction.USUAL.starred(line),
                "method, target and version: HTTP " + request.group(1));
        Map<String, String> fields = fields(scan);
        String key = fields.get("sec-websocket-key");
        isHandshake = "websocket".equalsIgnoreCase(fields.get("upgrade")) && key != null;
        expectedAccept = isHandshake ? HttpFields.accept(key) : null;
        content(scan, fields, 0);
        scan.end(
                isHandshake ? "HTTP request: the WebSocket handshake" : "HTTP request",
                isHandshake ? ByteScanner.Kind.HANDSHAKE : ByteScanner.Kind.MESSAGE);
    }

    void response(ByteScanner scan) throws ByteScanner.NotUnderstoodException {
        String line = scan.nextLine("the status line");
        Matcher statusLine = match(STATUS, line, "a status line");
        int status = Integer.parseInt(statusLine.group(1));
        scan.line("status line", Layer.HTTP, line, "version, status and reason: " + meaning(status));
        Map<String, String> fields = fields(scan);
        isSwitched = status == SWITCHING_PROTOCOLS;
        if (isSwitched) {
            scan.end("HTTP response: the WebSocket handshake", ByteScanner.Kind.HANDSHAKE);
            return;
        }
        if (status / 100 == 1) {
            scan.end("HTTP response, and there is more to come", ByteScanner.Kind.FRAGMENT);
            return;
        }
        String method = methods.isEmpty() ? "" : methods.remove();
        boolean isBodiless = method.equals("HEAD") || status == 204 || status == 304;
        content(scan, isBodiless ? Map.of() : fields, isBodiless ? 0 : scan.left());
        scan.end("HTTP response", isHandshake ? ByteScanner.Kind.HANDSHAKE : ByteScanner.Kind.MESSAGE);
    }

    private static String meaning(int status) {
        return status == SWITCHING_PROTOCOLS
                ? "agreed; HTTP ends with this head"
                : status < 200 ? "not the answer yet" : status < 300 ? "done" : status < 400 ? "elsewhere" : "refused";
    }

    /** Reads the fields and the empty line behind them; their names in lower case. */
    private Map<String, String> fields(ByteScanner scan) throws ByteScanner.NotUnderstoodException {
        Map<String, String> fields = new TreeMap<>();
        for (String line; !(line = scan.nextLine("the head")).equals("\r\n"); ) {
            Matcher field = match(FIELD, line, "a field");
            String name = field.group(1);
            fields.put(name.toLowerCase(Locale.ROOT), field.group(2));
            scan.line(name, Layer.HTTP, Redaction.USUAL.starred(line), meaning(name, field.group(2)));
        }
        scan.part("empty line", Layer.HTTP, 2, "the end of the head");
        return fields;
    }

    private String meaning(String name, String value) {
        if (name.equalsIgnoreCase("sec-websocket-accept")) {
            return "SHA-1 of key and a fixed text, as RFC 6455 asks: "
                    + (value.equals(expectedAccept) ? "right" : "wrong");
        }
        return HttpFields.meaning(name, value);
    }

    /** @param otherwise how long the content is if the fields do not say it */
    private static void content(ByteScanner scan, Map<String, String> fields, int otherwise)
            throws ByteScanner.NotUnderstoodException {
        if (CHUNKED.matcher(fields.getOrDefault("transfer-encoding", "")).matches()) {
            chunks(scan);
            return;
        }
        String value = fields.get("content-length");
        if (value == null) {
            scan.part("content", Layer.MESSAGE, otherwise, "until the connection ends");
        } else {
            scan.part("content", Layer.MESSAGE, length(value), "the message itself");
        }
    }

    /** The same length may stand there several times (RFC 9112, section 6.3). */
    private static int length(String value) throws ByteScanner.NotUnderstoodException {
        Set<String> lengths = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> item.replaceFirst("^0+(?=.)", ""))
                .collect(Collectors.toSet());
        String length = String.join(", ", lengths);
        if (!length.matches("[0-9]{1,9}")) {
            throw new ByteScanner.NotUnderstoodException("Content-Length is no number");
        }
        return Integer.parseInt(length);
    }

    private static void chunks(ByteScanner scan) throws ByteScanner.NotUnderstoodException {
        int length;
        do {
            String line = scan.nextLine("a chunk's length");
            length = Integer.parseInt(match(CHUNK, line, "a chunk's length").group(1), 16);
            scan.line(
                    "chunk length",
                    Layer.HTTP,
                    line,
                    length + " bytes, in hexadecimal" + (length == 0 ? ": the last chunk" : ""));
            if (length > 0) {
                scan.part("chunk", Layer.MESSAGE, length, "of the message itself");
                match(Pattern.compile("\r\n"), scan.nextLine("the end of a chunk"), "the end of a chunk");
                scan.part("end of chunk", Layer.HTTP, 2, "CR LF");
            }
        } while (length > 0);
        for (String line; !(line = scan.nextLine("the trailers")).equals("\r\n"); ) {
            scan.line("trailer", Layer.HTTP, Redaction.USUAL.starred(line), "a field behind the content");
        }
        scan.part("empty line", Layer.HTTP, 2, "the end of the chunks");
    }

    private static Matcher match(Pattern pattern, String line, String what) throws ByteScanner.NotUnderstoodException {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new ByteScanner.NotUnderstoodException("not " + what + " of HTTP/1.1");
        }
        return matcher;
    }
}
