package dev.wirebench.model.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;

/** Reads a target, in which each key is the label of a protocol. */
final class TargetReader extends StdDeserializer<Target> {

    private static final long serialVersionUID = 1;

    TargetReader() {
        super(Target.class);
    }

    @Override
    public Target deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!in.isExpectedStartObjectToken()) {
            return (Target) context.handleUnexpectedToken(Target.class, in);
        }
        Map<Protocol, Service> services = new EnumMap<>(Protocol.class);
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            Protocol protocol = Protocol.of(key).orElse(null);
            if (protocol == null) {
                throw UnrecognizedPropertyException.from(in, Target.class, key, new ArrayList<>(Protocol.labels()));
            }
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                services.put(protocol, read(in, context, protocol));
            }
        }
        return new Target(services);
    }

    private static Service read(JsonParser in, DeserializationContext context, Protocol protocol) throws IOException {
        try {
            return context.readValue(in, protocol.serviceType());
        } catch (JsonMappingException e) {
            e.prependPath(Target.class, protocol.label());
            throw e;
        }
    }
}
