package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.tool.ToolLoad;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.IdleStrategy;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds the rows of the comparison. Immutable. */
record CompareRows(Servers servers, Clients clients, InstalledTools tools) {

    static final String OWN = "Wirebench";
    static final String C_CLIENT = "C client";
    static final String C_ECHO = InstalledTools.C_ECHO;
    static final List<Integer> TARGET_CONNECTIONS = List.of(1, 64, 1000);

    private static final String OWN_TARGET = "Wirebench's target";
    private static final int CONNECTIONS = 64;
    private static final int RATE_CONNECTIONS = 16;
    private static final double RATE_PER_SECOND = 1000;
    private static final Cell HTTP_LONG = Cell.parse("http-long");
    private static final Cell RAW_LONG = Cell.parse("raw-long");
    private static final List<String> LONG_TOOLS = List.of(InstalledTools.WRK, "ab", "h2load", "hey", "autocannon");
    private static final List<String> SHORT_TOOLS = List.of(InstalledTools.WRK, "ab", "hey", "autocannon");
    private static final List<String> RATE_TOOLS = List.of("hey", "autocannon");

    /** Values of {@code --only}, in the order of the tables. */
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
                            TARGET_CONNECTIONS.stream().map(CompareRows::rawTarget),
                            Stream.of("http-long-target", "http-short-target", "websocket-long-target")))
            .toList();

    /** Rows that include nginx if it is installed. */
    private static final List<String> OPTIONAL_NGINX = List.of("http-long-target", "http-short-target");

    static final List<String> QUICK = List.of(
            "http-long", "http-short", "websocket-long", "websocket-short", "raw-long", "raw-short", rawTarget(64));

    static String rawTarget(int connections) {
        return "raw-target-" + connections;
    }

    /** Targets of a row, among {@link InstalledTools#NGINX} and {@link InstalledTools#C_ECHO}. */
    static List<String> targets(String id) {
        if (id.startsWith("raw-") || id.startsWith("ping-pong")) {
            return List.of(InstalledTools.C_ECHO);
        }
        return id.endsWith("-nginx") || OPTIONAL_NGINX.contains(id) ? List.of(InstalledTools.NGINX) : List.of();
    }

    /** Whether a row makes no sense without those targets. */
    static boolean needsItsTargets(String id) {
        return !OPTIONAL_NGINX.contains(id);
    }

    /** @param id one of {@link #IDS} */
    CompareRow row(String id) {
        return switch (id) {
            case "http-long" -> cost(id, "Jetty", servers::own, LONG_TOOLS);
            case "http-long-nginx" -> cost(id, "nginx", servers::nginx, LONG_TOOLS);
            case "http-short" -> cost(id, "Jetty", servers::own, SHORT_TOOLS);
            case "http-short-nginx" -> cost(id, "nginx", servers::nginx, SHORT_TOOLS);
            case "websocket-long", "websocket-short" -> cost(id, "Jetty", servers::own, List.of());
            case "raw-long", "raw-short" -> cost(id, C_ECHO, servers.cEcho(), List.of());
            case "http-long-rate" -> rate(id, HTTP_LONG, "Jetty", servers::own);
            case "raw-long-rate" -> rate(id, RAW_LONG, C_ECHO, servers.cEcho());
            case "ping-pong" -> pingPong(id, "spins", "--spin");
            case "ping-pong-sleeping" -> pingPong(id, "sleeps");
            case "http-long-target", "http-short-target", "websocket-long-target" -> jetty(id);
            default -> rawTarget(id);
        };
    }

    /** Closed loop, compared by the generator's CPU time. */
    private CompareRow cost(String id, String where, LoadTarget server, List<String> others) {
        Cell cell = Cell.parse(id.replace("-nginx", ""));
        List<Competitor> competitors = new ArrayList<>();
        competitors.add(own(server.under(clients.own(cell, new Load.Closed(CONNECTIONS), Plan.DEFAULT_IDLE_STRATEGY))));
        competitors.add(c(server.under(clients.c(cell, CONNECTIONS))));
        for (String tool : others) {
            competitors.add(new Competitor(
                    tool,
                    tool,
                    server.under(clients.tool(
                            tool, CONNECTIONS, cell.isShort() ? ToolLoad::withShortConnections : same -> same))));
        }
        String title = cell + " on " + where + ", closed loop, " + CONNECTIONS + " connections: the generator's cost";
        return row(id, title, CompareRow.Kind.CLIENT_COST, competitors);
    }

    /** Low rate, compared by the round trip. */
    private CompareRow rate(String id, Cell cell, String where, LoadTarget server) {
        Load load = new Load.Open(RATE_PER_SECOND, Load.Arrivals.CONSTANT, RATE_CONNECTIONS);
        List<Competitor> competitors = new ArrayList<>();
        for (IdleStrategy strategy : List.of(IdleStrategy.HYBRID, IdleStrategy.SPIN, IdleStrategy.SLEEP)) {
            String name = strategy == IdleStrategy.HYBRID ? OWN : OWN + ", " + strategy.label();
            competitors.add(new Competitor(InstalledTools.OWN, name, server.under(clients.own(cell, load, strategy))));
        }
        String perSecond = Long.toString((long) RATE_PER_SECOND);
        competitors.add(c(server.under(clients.c(cell, RATE_CONNECTIONS, "--rate", perSecond, "--latency"))));
        competitors.add(new Competitor(
                InstalledTools.C,
                C_CLIENT + ", spin",
                server.under(clients.c(cell, RATE_CONNECTIONS, "--rate", perSecond, "--latency", "--spin"))));
        if (cell.equals(HTTP_LONG)) {
            for (String tool : RATE_TOOLS) {
                competitors.add(new Competitor(
                        tool,
                        tool,
                        server.under(
                                clients.tool(tool, RATE_CONNECTIONS, closed -> closed.withRate(RATE_PER_SECOND)))));
            }
        }
        String title = cell + " on " + where + ", " + perSecond + "/s, " + RATE_CONNECTIONS
                + " connections: response time as the generator sees it, and what that takes";
        return row(id, title, CompareRow.Kind.ROUND_TRIP, competitors);
    }

    private CompareRow pingPong(String id, String how, String... flags) {
        LoadTarget echo = servers.cEcho(flags);
        LoadTarget sockperfEcho = servers.cEcho(
                Stream.concat(Stream.of("--sockperf"), Stream.of(flags)).toArray(String[]::new));
        List<Competitor> competitors = List.of(
                own(echo.under(clients.own(RAW_LONG, new Load.Closed(1), IdleStrategy.SPIN))),
                c(echo.under(clients.c(RAW_LONG, 1, "--spin", "--latency"))),
                new Competitor(
                        InstalledTools.SOCKPERF, InstalledTools.SOCKPERF, sockperfEcho.under(clients.sockperf())));
        String title = "raw-long on a C echo that " + how
                + ", 1 connection, closed loop, all generators spin: the round trip as the generator sees it";
        return row(id, title, CompareRow.Kind.ROUND_TRIP, competitors);
    }

    private CompareRow rawTarget(String id) {
        int connections = TARGET_CONNECTIONS.stream()
                .filter(count -> rawTarget(count).equals(id))
                .findFirst()
                .orElseThrow();
        LoadClient client = clients.c(RAW_LONG, connections);
        List<Competitor> competitors = List.of(
                new Competitor(InstalledTools.C, OWN_TARGET, ((LoadTarget) servers::own).cpuTimeUnder(client)),
                new Competitor(InstalledTools.C, C_ECHO, servers.cEcho().cpuTimeUnder(client)));
        return target(id, RAW_LONG, connections, competitors);
    }

    private CompareRow jetty(String id) {
        Cell cell = Cell.parse(id.replace("-target", ""));
        LoadClient client = clients.c(cell, CONNECTIONS);
        List<Competitor> competitors = new ArrayList<>();
        competitors.add(new Competitor(InstalledTools.C, OWN_TARGET, ((LoadTarget) servers::own).cpuTimeUnder(client)));
        if (targets(id).contains(InstalledTools.NGINX) && tools.has(InstalledTools.NGINX)) {
            competitors.add(new Competitor(
                    InstalledTools.C, InstalledTools.NGINX, ((LoadTarget) servers::nginx).cpuTimeUnder(client)));
        }
        return target(id, cell, CONNECTIONS, competitors);
    }

    private CompareRow target(String id, Cell cell, int connections, List<Competitor> competitors) {
        String title = cell + ", closed loop of the C client, " + connections + " connection"
                + (connections == 1 ? "" : "s") + ": the target's cost";
        return row(id, title, CompareRow.Kind.TARGET_COST, competitors);
    }

    private CompareRow row(String id, String title, CompareRow.Kind kind, List<Competitor> competitors) {
        return new CompareRow(
                id,
                title,
                kind,
                kind == CompareRow.Kind.TARGET_COST ? OWN_TARGET : OWN,
                competitors.stream()
                        .filter(competitor -> tools.has(competitor.tool()))
                        .toList());
    }

    private static Competitor own(Trial trial) {
        return new Competitor(InstalledTools.OWN, OWN, trial);
    }

    private static Competitor c(Trial trial) {
        return new Competitor(InstalledTools.C, C_CLIENT, trial);
    }
}
