package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.model.text.Require;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * An HTTP/1.1 service. Immutable.
 *
 * @param headers sent besides {@code Host}, {@code Content-Length} and {@code Connection}
 * @param body sent as UTF-8; without one, a method that takes a body sends the plan's payload
 */
public record HttpService(
        @JsonProperty(required = true) URI url,
        String method,
        Map<String, String> headers,
        String body,
        Integer expectStatus,
        Check check)
        implements Service {

    private static final Set<String> OURS = Set.of("host", "content-length", "connection", "transfer-encoding");

    @JsonCreator
    public HttpService {
        Require.url(url, Protocol.HTTP.scheme());
        method = method == null ? "POST" : method;
        if (!method.matches("[A-Z]{1,20}") || method.equals("CONNECT")) {
            throw new IllegalArgumentException(
                    "method must be an upper-case HTTP method other than CONNECT, was " + method);
        }
        headers = Require.headers(headers, OURS);
        expectStatus = expectStatus == null ? 200 : expectStatus;
        Require.inRange("expectStatus", expectStatus, 200, 599);
        boolean echoable = body == null && takesBody(method);
        check = check == null ? (echoable ? Check.ECHO : Check.ANY) : check;
        if (check == Check.ECHO && !takesBody(method)) {
            throw new IllegalArgumentException("check: echo needs a method with a body, was " + method);
        }
    }

    /** A service that echoes what is posted. */
    public HttpService(URI url) {
        this(url, null, null, null, null, null);
    }

    private static boolean takesBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    @Override
    public Protocol protocol() {
        return Protocol.HTTP;
    }

    @Override
    public boolean hasBody() {
        return body != null || takesBody(method);
    }

    /** The same service with another method and the check that is usual for it. */
    public HttpService withMethod(String other) {
        return new HttpService(url, other, headers, body, expectStatus, null);
    }

    public HttpService withHeaders(Map<String, String> others) {
        return new HttpService(url, method, others, body, expectStatus, check);
    }

    @Override
    public HttpService withBody(String other) {
        return new HttpService(url, method, headers, other, expectStatus, check);
    }

    public HttpService withExpectStatus(int other) {
        return new HttpService(url, method, headers, body, other, check);
    }

    @Override
    public HttpService withCheck(Check other) {
        return new HttpService(url, method, headers, body, expectStatus, other);
    }

    @Override
    public HttpService redacted(Redaction redaction) {
        return new HttpService(
                redaction.url(url), method, redaction.headers(headers), redaction.text(body), expectStatus, check);
    }
}
