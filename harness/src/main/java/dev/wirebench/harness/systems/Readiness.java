package dev.wirebench.harness.systems;

import dev.wirebench.harness.process.Supervised;
import dev.wirebench.loadgen.Destinations;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;

/** Waits until every address of a system accepts a connection. */
final class Readiness {

    private static final int READY_SECONDS = 30;
    private static final int EVERY_MS = 50;

    private Readiness() {}

    /** @throws IOException if it has ended, or taken too long */
    static void await(Collection<URI> addresses, Supervised supervised) throws IOException {
        long deadlineNs = System.nanoTime() + READY_SECONDS * 1_000_000_000L;
        for (URI address : addresses) {
            while (!accepts(address)) {
                if (supervised.hasEnded()) {
                    throw new IOException("it ended before that");
                }
                if (System.nanoTime() > deadlineNs) {
                    throw new IOException(address + " accepted no connection for " + READY_SECONDS + " s");
                }
                pause();
            }
        }
    }

    private static boolean accepts(URI address) {
        try (Socket socket = new Socket()) {
            socket.connect(Destinations.SYSTEM.of(address), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
