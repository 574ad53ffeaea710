package dev.wirebench.harness.systems.check;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Connections of one wire, opened, each having had one exchange, and then left alone. Confined to one thread. */
final class IdleConnections implements AutoCloseable {

    private final List<PlainConnection> connections = new ArrayList<>();

    /**
     * @throws IOException naming how many could be opened; these are closed again
     */
    static IdleConnections open(AskedWire wire, URI uri, int count) throws IOException {
        IdleConnections idle = new IdleConnections();
        try {
            for (int i = 0; i < count; i++) {
                PlainConnection connection = PlainConnection.open(uri);
                idle.connections.add(connection);
                wire.exchange(connection, uri);
            }
            return idle;
        } catch (IOException e) {
            idle.close();
            throw new IOException(
                    Math.max(0, idle.connections.size() - 1) + " of " + count + " were opened, the next: "
                            + e.getMessage(),
                    e);
        }
    }

    int count() {
        return connections.size();
    }

    @Override
    public void close() {
        for (PlainConnection connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                // It has been closed from the other side.
            }
        }
    }
}
