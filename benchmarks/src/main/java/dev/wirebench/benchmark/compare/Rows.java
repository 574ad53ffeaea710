package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Assignment;
import dev.wirebench.model.Cell;
import dev.wirebench.model.IdleStrategy;
import dev.wirebench.model.Load;
import dev.wirebench.model.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is compared, one comparison after the other. Immutable. */
record Rows(Servers servers, Clients clients, Tools tools) {

    static final String OWN = "Wirebench";
    static final String C_CLIENT = "C client";
    static final String C_ECHO = Tools.ECHO;
    static final List<Integer> TARGET_CONNECTIONS = List.of(1, 64, 1000);

    private static final String OWN_TARGET = "Wirebench's target";
    private static final int CONNECTIONS = 64;
    private static final int RATE_CONNECTIONS = 16;
    private static final double RATE_PER_SECOND = 1000;
    private static final Cell HTTP_LONG = Cell.parse("http-long");
    private static final Cell RAW_LONG = Cell.parse("raw-long");
    private static final List<String> LONG_PEERS = List.of(Tools.WRK, "ab", "h2load", "hey", "autocannon");
    private static final List<String> SHORT_PEERS = List.of(Tools.WRK, "ab", "hey", "autocannon");
    private static final List<String> PUNCTUAL_PEERS = List.of("hey", "autocannon");

    /** What {@code --only} may name, in the order of the tables. */
    static final List<String> IDS = Stream.concat(
                    Stream.of(
                            "http-long",
                            "http-long-nginx",
                            "http-short",
                            "http-short-nginx",
                            "websocket-long",
                            "websocket-short",
                            "raw-long",
                            "raw-short",
                            "http-long-rate",
                            "raw-long-rate",
                            "ping-pong",
                            "ping-pong-sleeping"),
                    Stream.concat(
                            TARGET_CONNECTIONS.stream().map(Rows::rawTarget),
                            Stream.of("http-long-target", "http-short-target", "websocket-long-target")))
            .toList();

    /** Of Jetty, and of nginx if it is there. */
    private static final List<String> NGINX_TOO = List.of("http-long-target", "http-short-target");

    static final List<String> QUICK = List.of(
            "http-long", "http-short", "websocket-long", "websocket-short", "raw-long", "raw-short", rawTarget(64));

    static String rawTarget(int connections) {
        return "raw-target-" + connections;
    }

    /** The targets, {@link Tools#NGINX} and {@link Tools#ECHO}, that take part. */
    static List<String> targets(String id) {
        if (id.startsWith("raw-") || id.startsWith("ping-pong")) {
            return List.of(Tools.ECHO);
        }
        return id.endsWith("-nginx") || NGINX_TOO.contains(id) ? List.of(Tools.NGINX) : List.of();
    }

    /** Whether there is nothing to compare without the targets that take part. */
    static boolean needsItsTargets(String id) {
        return !NGINX_TOO.contains(id);
    }

    /** @param id one of {@link #IDS} */
    Row row(String id) {
        return switch (id) {
            case "http-long" -> cost(id, "Jetty", servers::own, LONG_PEERS);
            case "http-long-nginx" -> cost(id, "nginx", servers::nginx, LONG_PEERS);
            case "http-short" -> cost(id, "Jetty", servers::own, SHORT_PEERS);
            case "http-short-nginx" -> cost(id, "nginx", servers::nginx, SHORT_PEERS);
            case "websocket-long", "websocket-short" -> cost(id, "Jetty", servers::own, List.of());
            case "raw-long", "raw-short" -> cost(id, C_ECHO, servers.echo(), List.of());
            case "http-long-rate" -> rate(id, HTTP_LONG, "Jetty", servers::own);
            case "raw-long-rate" -> rate(id, RAW_LONG, C_ECHO, servers.echo());
            case "ping-pong" -> pingPong(id, "spins", "--spin");
            case "ping-pong-sleeping" -> pingPong(id, "sleeps");
            case "http-long-target", "http-short-target", "websocket-long-target" -> jetty(id);
            default -> rawTarget(id);
        };
    }

    /** A closed loop, by the generator's cost. */
    private Row cost(String id, String where, Server server, List<String> peers) {
        Cell cell = Cell.parse(id.replace("-nginx", ""));
        List<Contender> contenders = new ArrayList<>();
        contenders.add(own(server.under(clients.own(cell, new Load.Closed(CONNECTIONS), Plan.DEFAULT_IDLE_STRATEGY))));
        contenders.add(bare(server.under(clients.bare(cell, CONNECTIONS))));
        for (String peer : peers) {
            contenders.add(new Contender(
                    peer,
                    peer,
                    server.under(clients.peer(
                            peer, CONNECTIONS, cell.isShort() ? Assignment::onShortConnections : same -> same))));
        }
        String title = cell + " on " + where + ", closed loop, " + CONNECTIONS + " connections: the generator's cost";
        return row(id, title, Row.Kind.CLIENT_COST, contenders);
    }

    /** A low rate, by what is seen of the round trip. */
    private Row rate(String id, Cell cell, String where, Server server) {
        Load load = new Load.Open(RATE_PER_SECOND, Load.Arrivals.CONSTANT, RATE_CONNECTIONS);
        List<Contender> contenders = new ArrayList<>();
        for (IdleStrategy strategy : List.of(IdleStrategy.HYBRID, IdleStrategy.SPIN, IdleStrategy.SLEEP)) {
            String name = strategy == IdleStrategy.HYBRID ? OWN : OWN + ", " + strategy.label();
            contenders.add(new Contender(Tools.OWN, name, server.under(clients.own(cell, load, strategy))));
        }
        String perSecond = Long.toString((long) RATE_PER_SECOND);
        contenders.add(bare(server.under(clients.bare(cell, RATE_CONNECTIONS, "--rate", perSecond, "--latency"))));
        contenders.add(new Contender(
                Tools.C,
                C_CLIENT + ", spin",
                server.under(clients.bare(cell, RATE_CONNECTIONS, "--rate", perSecond, "--latency", "--spin"))));
        if (cell.equals(HTTP_LONG)) {
            for (String peer : PUNCTUAL_PEERS) {
                contenders.add(new Contender(
                        peer,
                        peer,
                        server.under(
                                clients.peer(peer, RATE_CONNECTIONS, assignment -> assignment.at(RATE_PER_SECOND)))));
            }
        }
        String title = cell + " on " + where + ", " + perSecond + "/s, " + RATE_CONNECTIONS
                + " connections: response time as the generator sees it, and what that takes";
        return row(id, title, Row.Kind.ROUND_TRIP, contenders);
    }

    private Row pingPong(String id, String how, String... flags) {
        Echo echo = servers.echo().with(flags);
        Echo sockperfEcho = servers.echo()
                .with(Stream.concat(Stream.of("--sockperf"), Stream.of(flags)).toArray(String[]::new));
        List<Contender> contenders = List.of(
                own(echo.under(clients.own(RAW_LONG, new Load.Closed(1), IdleStrategy.SPIN))),
                bare(echo.under(clients.bare(RAW_LONG, 1, "--spin", "--latency"))),
                new Contender(Tools.SOCKPERF, Tools.SOCKPERF, sockperfEcho.under(clients.pingPong())));
        String title = "raw-long on a C echo that " + how
                + ", 1 connection, closed loop, all generators spin: the round trip as the generator sees it";
        return row(id, title, Row.Kind.ROUND_TRIP, contenders);
    }

    private Row rawTarget(String id) {
        int connections = TARGET_CONNECTIONS.stream()
                .filter(count -> rawTarget(count).equals(id))
                .findFirst()
                .orElseThrow();
        Client client = clients.bare(RAW_LONG, connections);
        List<Contender> contenders = List.of(
                new Contender(Tools.C, OWN_TARGET, ((Server) servers::own).ownTimeUnder(client)),
                new Contender(Tools.C, C_ECHO, servers.echo().ownTimeUnder(client)));
        return target(id, RAW_LONG, connections, contenders);
    }

    private Row jetty(String id) {
        Cell cell = Cell.parse(id.replace("-target", ""));
        Client client = clients.bare(cell, CONNECTIONS);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(Tools.C, OWN_TARGET, ((Server) servers::own).ownTimeUnder(client)));
        if (targets(id).contains(Tools.NGINX) && tools.has(Tools.NGINX)) {
            contenders.add(new Contender(Tools.C, Tools.NGINX, ((Server) servers::nginx).ownTimeUnder(client)));
        }
        return target(id, cell, CONNECTIONS, contenders);
    }

    private Row target(String id, Cell cell, int connections, List<Contender> contenders) {
        String title = cell + ", closed loop of the C client, " + connections + " connection"
                + (connections == 1 ? "" : "s") + ": the target's cost";
        return row(id, title, Row.Kind.TARGET_COST, contenders);
    }

    private Row row(String id, String title, Row.Kind kind, List<Contender> contenders) {
        return new Row(
                id,
                title,
                kind,
                kind == Row.Kind.TARGET_COST ? OWN_TARGET : OWN,
                contenders.stream()
                        .filter(contender -> tools.has(contender.tool()))
                        .toList());
    }

    private static Contender own(Trial trial) {
        return new Contender(Tools.OWN, OWN, trial);
    }

    private static Contender bare(Trial trial) {
        return new Contender(Tools.C, C_CLIENT, trial);
    }
}
