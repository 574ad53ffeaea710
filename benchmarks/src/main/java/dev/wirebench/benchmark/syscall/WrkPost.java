package dev.wirebench.benchmark.syscall;

import dev.wirebench.benchmark.peer.Assignment;
import dev.wirebench.benchmark.peer.Installed;
import dev.wirebench.benchmark.peer.Post;
import dev.wirebench.benchmark.peer.Printed;
import dev.wirebench.benchmark.peer.Wrk;
import dev.wirebench.model.Cell;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.Target;
import java.io.IOException;
import java.nio.file.Path;

/** wrk, which speaks HTTP only. Immutable. */
public record WrkPost() implements Contender {

    private static final Wrk WRK = new Wrk();

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public String missing() {
        return Installed.isOnPath("wrk") ? "" : "wrk is not installed (Debian package wrk)";
    }

    @Override
    public boolean knows(Cell cell) {
        return cell.protocol() == Protocol.HTTP;
    }

    @Override
    public Traced trace(Target target, ClosedLoad load, Path output) throws IOException, InterruptedException {
        Post post = Post.write(output.getParent(), ClosedLoad.PAYLOAD_BYTES);
        Assignment kept = Assignment.closed(target.http().url(), post, load.connections(), load.seconds());
        Assignment assignment = load.cell().isShort() ? kept.onShortConnections() : kept;
        Printed printed = WRK.parse(Strace.run(WRK.command(assignment), output));
        if (printed.failed() > 0 || printed.answered().isEmpty()) {
            throw new IOException("wrk: " + printed);
        }
        return new Traced(printed.answered().getAsLong(), Strace.counted(output));
    }
}
