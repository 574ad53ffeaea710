package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.text.Redaction;
import dev.wirebench.model.text.Require;
import java.net.URI;

/**
 * A service that frames messages directly on TCP. Immutable.
 *
 * @param answer what tells an answer from other messages; null if the first that comes is taken for one
 * @param greeting so many messages at the start of each connection answer nothing; 0 to 1000
 */
public record RawService(
        @JsonProperty(required = true) URI url,
        Framing framing,
        String body,
        Check check,
        AnswerSign answer,
        Integer greeting)
        implements Service {

    @JsonCreator
    public RawService {
        Require.url(url, Protocol.RAW.scheme());
        if (url.getPort() < 0) {
            throw new IllegalArgumentException("url must name a port, was " + Redaction.USUAL.url(url));
        }
        framing = framing == null ? new Framing.LengthPrefix() : framing;
        check = check == null ? (body == null ? Check.ECHO : Check.ANY) : check;
        greeting = Require.greeting(greeting);
        AnswerSign.requireFits(answer, body);
    }

    /** A service that echoes the plan's payload behind its length and sends nothing else. */
    public RawService(URI url) {
        this(url, null, null, null, null, null);
    }

    @Override
    public Protocol protocol() {
        return Protocol.RAW;
    }

    public RawService withFraming(Framing other) {
        return new RawService(url, other, body, check, answer, greeting);
    }

    @Override
    public RawService withBody(String other) {
        return new RawService(url, framing, other, check, AnswerSign.of(answer, other), greeting);
    }

    @Override
    public RawService withCheck(Check other) {
        return new RawService(url, framing, body, other, answer, greeting);
    }

    /** The same service with another sign of an answer and another greeting. */
    public RawService withAnswer(AnswerSign sign, int greetings) {
        return new RawService(url, framing, body, check, sign, greetings);
    }

    @Override
    public RawService redacted(Redaction redaction) {
        return new RawService(redaction.url(url), framing, redaction.text(body), check, answer, greeting);
    }
}
