package dev.wirebench.loadgen;

import dev.wirebench.model.PlanException;
import dev.wirebench.model.Target;
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
 * The one place that turns a service's URL into an address to connect to, and judges every address that its name has at that
 * moment: what a plan calls loopback must be loopback, and a name that it allows must not come to mean this machine later
 * (DNS rebinding). Safe for concurrent use.
 */
public final class Destinations {

    /** Those of this process, by the resolver of the system. */
    public static final Destinations SYSTEM = new Destinations(InetAddress::getAllByName);

    private static final int DEFAULT_PORT = 80;

    /** Finds the addresses of a name. Safe for concurrent use. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    /** Of each name that is not spelt as loopback, those of its first addresses that mean this machine or this link. */
    private final Map<String, Set<InetAddress>> localAtFirst = new ConcurrentHashMap<>();

    public Destinations(Resolver resolver) {
        this.resolver = resolver;
    }

    /** @throws PlanException if the host is unknown, or any of its addresses is not to be connected to */
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
                                        + " loopback: nothing was sent; write 127.0.0.1 or [::1], or name the host that is meant in"
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
            throw new PlanException(host + " has become " + each.getHostAddress()
                    + ", which is on this machine or link and was not among its addresses at first: nothing was sent");
        });
    }

    /** The wildcard address, as a destination, is this machine too. */
    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress();
    }
}
