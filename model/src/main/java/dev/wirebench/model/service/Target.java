package dev.wirebench.model.service;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.wirebench.model.text.Redaction;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The services a plan puts load on, at most one for each protocol; in a plan each under its protocol's label. Immutable. */
@JsonDeserialize(using = TargetReader.class)
public record Target(@JsonValue Map<Protocol, Service> services) {

    /** Largest message, in bytes, that is sent or accepted. */
    public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    public Target {
        Map<Protocol, Service> ordered = new EnumMap<>(Protocol.class);
        ordered.putAll(services);
        services = Collections.unmodifiableMap(ordered);
    }

    public static Target of(Service... services) {
        return new Target(Arrays.stream(services).collect(Collectors.toMap(Service::protocol, Function.identity())));
    }

    /** Whether a host is spelt as loopback; what it resolves to is judged when it is connected to. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** The hosts that this target's load would go to and that are not named as loopback. */
    public Set<String> hostsElsewhere() {
        return services.values().stream()
                .map(Service::url)
                .map(URI::getHost)
                .filter(host -> !isLoopback(host))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public boolean serves(Protocol protocol) {
        return services.containsKey(protocol);
    }

    /** The protocol's service. @throws IllegalArgumentException if there is none */
    public Service service(Protocol protocol) {
        if (!serves(protocol)) {
            throw new IllegalArgumentException("the target has no service of " + protocol.label());
        }
        return services.get(protocol);
    }

    /** The service of that type. @throws IllegalArgumentException if there is none */
    public <S extends Service> S service(Class<S> type) {
        return services.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the target has no " + type.getSimpleName()));
    }

    /** The same target with each service changed. */
    public Target map(UnaryOperator<Service> change) {
        return of(services.values().stream().map(change).toArray(Service[]::new));
    }

    public Target redacted(Redaction redaction) {
        return map(service -> service.redacted(redaction));
    }
}
