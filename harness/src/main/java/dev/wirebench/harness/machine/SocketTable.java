package dev.wirebench.harness.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Consumer;

/** The TCP sockets of a machine; proc_pid_net(5). */
public final class SocketTable {

    /** Each has a line of names, then one for each socket. */
    private static final List<String> TABLES = List.of("/proc/self/net/tcp", "/proc/self/net/tcp6");

    private static final String LISTEN = "0A";

    private SocketTable() {}

    /** One socket. Immutable. */
    public record Row(int localPort, boolean isListening, String inode) {}

    /**
     * Hands on every socket; none on machines that have no such tables.
     *
     * @throws IOException if a table is there and cannot be read
     */
    public static void read(KernelFiles files, Consumer<Row> rows) throws IOException {
        for (String table : TABLES) {
            try (BufferedReader lines = files.open(table)) {
                lines.readLine();
                for (String line; (line = lines.readLine()) != null; ) {
                    String[] fields = line.strip().split("\\s+");
                    rows.accept(new Row(port(fields[1]), fields[3].equals(LISTEN), fields[9]));
                }
            } catch (NoSuchFileException e) {
                // Not on this kind of machine.
            }
        }
    }

    /** Of an address as {@code 0100007F:1F90}. */
    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
