package dev.wirebench.loadgen;

import dev.wirebench.model.service.Target;
import dev.wirebench.model.text.PlanException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resolves the URL of a service and checks every address the name has at that moment: a name the plan calls loopback
 * must be loopback, and an allowed name must not change to an address of this machine later (DNS rebinding). No other
 * code resolves target names. Safe for concurrent use.
 */
public final class Destinations {

    /** Uses the system's resolver. */
    public static final Destinations SYSTEM = new Destinations(InetAddress::getAllByName);

    private static final int DEFAULT_PORT = 80;

    /** Resolves host names. Safe for concurrent use. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    /** For each name not spelled as loopback: those of its first addresses that are on this machine or link. */
    private final Map<String, Set<InetAddress>> localAtFirst = new ConcurrentHashMap<>();

    public Destinations(Resolver resolver) {
        this.resolver = resolver;
    }

    /** @throws PlanException if the host is unknown or one of its addresses is not allowed */
    public InetSocketAddress of(URI url) {
        String host = url.getHost();
        List<InetAddress> addresses = resolve(host);
        if (Target.isLoopback(host)) {
            addresses.stream()
                    .filter(each -> !each.isLoopbackAddress())
                    .findFirst()
                    .ifPresent(elsewhere -> {
                        throw new PlanException(
                                host + " is " + elsewhere.getHostAddress() + " on this machine, which is not"
                                        + " loopback: nothing was sent; use 127.0.0.1 or [::1], or list the intended host in"
                                        + " allowedHosts");
                    });
        } else {
            requireNoNewLocal(host, addresses);
        }
        return new InetSocketAddress(addresses.get(0), url.getPort() < 0 ? DEFAULT_PORT : url.getPort());
    }

    private List<InetAddress> resolve(String host) {
        try {
            return List.of(resolver.resolve(host));
        } catch (UnknownHostException e) {
            throw new PlanException("unknown host " + host);
        }
    }

    private void requireNoNewLocal(String host, List<InetAddress> addresses) {
        Set<InetAddress> local =
                addresses.stream().filter(Destinations::isLocal).collect(Collectors.toUnmodifiableSet());
        Set<InetAddress> atFirst = localAtFirst.putIfAbsent(host, local);
        Stream<InetAddress> added =
                atFirst == null ? Stream.of() : local.stream().filter(each -> !atFirst.contains(each));
        added.findFirst().ifPresent(each -> {
            throw new PlanException(host + " now resolves to " + each.getHostAddress()
                    + ", which is on this machine or link and was not among its first addresses: nothing was sent");
        });
    }

    /** The wildcard address as a destination means this machine too. */
    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress();
    }
}
