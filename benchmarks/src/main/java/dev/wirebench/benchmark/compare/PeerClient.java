package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Assignment;
import dev.wirebench.benchmark.peer.Peer;
import dev.wirebench.benchmark.peer.Post;
import dev.wirebench.benchmark.peer.Printed;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Another load generator for HTTP: the messages that it says were answered, and all that its process has spent. Immutable. */
record PeerClient(Bench bench, Peer peer, Post post) {

    /** @param change of a closed loop over kept connections */
    Client with(int connections, UnaryOperator<Assignment> change) {
        return (target, printed) -> {
            Assignment assignment =
                    change.apply(Assignment.closed(target.http().url(), post, connections, bench.seconds()));
            Bench.Spent spent = bench.generate(peer.command(assignment), printed);
            return figures(peer.parse(spent.execution().out()), spent);
        };
    }

    static Figures figures(Printed printed, Bench.Spent spent) throws IOException {
        long answered = printed.answered().orElseThrow(() -> new IOException("printed no count of messages"));
        double perSecond = printed.perSecond().orElseThrow(() -> new IOException("printed no messages per second"));
        if (answered <= 0 || !(perSecond > 0)) {
            throw new IOException("no message was answered, " + printed.failed() + " failed");
        }
        return new Figures(
                answered,
                printed.failed(),
                Math.round(answered / perSecond * 1e9),
                spent.userNs(),
                spent.systemNs(),
                ns(printed, 50),
                ns(printed, 90),
                ns(printed, 99),
                ns(printed, 99.9));
    }

    private static Long ns(Printed printed, double percentile) {
        Double ms = printed.msByPercentile().get(percentile);
        return ms == null ? null : Math.round(ms * 1e6);
    }
}
