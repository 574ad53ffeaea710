package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.peer.Assignment;
import dev.wirebench.benchmark.peer.Post;
import dev.wirebench.model.Cell;
import dev.wirebench.model.IdleStrategy;
import dev.wirebench.model.Load;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** All load generators, by what they are asked. Confined to one thread. */
final class Clients implements AutoCloseable {

    private final Bench bench;
    private final Tools tools;
    private final Post post;
    private final OwnProcess own;
    private final BareClient bare;

    Clients(Bench bench, Tools tools) throws IOException {
        this.bench = bench;
        this.tools = tools;
        this.post = Post.write(bench.folder(), Bench.PAYLOAD_BYTES);
        this.own = new OwnProcess(bench);
        this.bare = new BareClient(bench, tools.client());
    }

    Client own(Cell cell, Load load, IdleStrategy strategy) {
        return own.client(cell, load, strategy);
    }

    Client bare(Cell cell, int connections, String... flags) {
        return bare.with(cell, connections, flags);
    }

    Client peer(String name, int connections, UnaryOperator<Assignment> change) {
        return new PeerClient(bench, tools.peer(name), post).with(connections, change);
    }

    Client pingPong() {
        return new Sockperf(bench).pingPong();
    }

    @Override
    public void close() {
        own.close();
    }
}
