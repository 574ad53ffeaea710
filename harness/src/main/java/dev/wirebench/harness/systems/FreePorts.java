package dev.wirebench.harness.systems;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of loopback on which nobody listens at the moment, each given once. Confined to one thread. */
final class FreePorts {

    /** Below those that connections get (ip_local_port_range begins at 32768): none of a load's can take it meanwhile. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    private static final int TRIES = 200;

    private final Set<Integer> given = new HashSet<>();

    int next() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            try (ServerSocket free = new ServerSocket(port, 1, loopback)) {
                if (given.add(free.getLocalPort())) {
                    return port;
                }
            } catch (IOException e) {
                // Somebody listens there.
            }
        }
        throw new IOException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }
}
