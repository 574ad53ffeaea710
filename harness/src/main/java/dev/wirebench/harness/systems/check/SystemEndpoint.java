package dev.wirebench.harness.systems.check;

import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.model.service.Protocol;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Who is asked. Immutable.
 *
 * @param addresses of the wires it is asked on
 * @param cannot what it says of itself that it cannot
 * @param maxMessageBytes larger ones are not sent
 */
public record SystemEndpoint(
        Map<Protocol, URI> addresses, Set<String> cannot, int maxMessageBytes, ProcessSet processes) {

    public SystemEndpoint {
        addresses = Map.copyOf(addresses);
        cannot = Set.copyOf(cannot);
    }
}
