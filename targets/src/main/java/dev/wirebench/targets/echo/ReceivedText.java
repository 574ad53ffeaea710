package dev.wirebench.targets.echo;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Prints received bytes: printable ASCII as it is, CR LF as the end of a line, every other byte as {@code \xNN} (a lone
 * LF, printed as {@code \x0A}, ends a line too). Lines that start with {@code --} name the connection or its end. Safe
 * for concurrent use.
 */
final class ReceivedText {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final PrintStream out;
    /** Connections whose last byte was a CR that is not shown yet. */
    private final Set<Integer> heldCr = new HashSet<>();

    private int current;
    private boolean isMidLine;

    ReceivedText(PrintStream out) {
        this.out = out;
    }

    synchronized void opened(int connection, InetSocketAddress peer) {
        current = connection;
        note(connection, "from " + peer.getAddress().getHostAddress() + ":" + peer.getPort());
    }

    /** Prints the first {@code count} of {@code bytes}. */
    synchronized void received(int connection, byte[] bytes, int count) {
        if (count == 0) {
            return;
        }
        if (current != connection) {
            current = connection;
            note(connection, "continues");
        }
        StringBuilder shown = new StringBuilder(count + 16);
        boolean isAfterCr = heldCr.remove(connection);
        for (int i = 0; i < count; i++) {
            isAfterCr = show(bytes[i] & 0xff, isAfterCr, shown);
        }
        if (isAfterCr) {
            heldCr.add(connection);
        }
        print(shown);
    }

    /** @return true if the byte is a CR whose meaning depends on the next byte */
    private static boolean show(int value, boolean isAfterCr, StringBuilder shown) {
        if (isAfterCr && value == '\n') {
            shown.append('\n');
            return false;
        }
        if (isAfterCr) {
            escape('\r', shown);
        }
        if (value == '\r') {
            return true;
        }
        if (value >= ' ' && value <= '~') {
            shown.append((char) value);
        } else {
            escape(value, shown);
        }
        if (value == '\n') {
            shown.append('\n');
        }
        return false;
    }

    private static void escape(int value, StringBuilder shown) {
        shown.append("\\x").append(HEX[value >> 4]).append(HEX[value & 15]);
    }

    synchronized void closed(int connection, String how) {
        if (heldCr.remove(connection)) {
            StringBuilder shown = new StringBuilder();
            escape('\r', shown);
            print(shown);
        }
        note(connection, how);
    }

    /** Prints a line about a connection. */
    synchronized void note(int connection, String text) {
        out.print((isMidLine ? "\n" : "") + "-- connection " + connection + " " + text + "\n");
        out.flush();
        isMidLine = false;
    }

    private void print(StringBuilder shown) {
        if (shown.length() > 0) {
            out.print(shown);
            out.flush();
            isMidLine = shown.charAt(shown.length() - 1) != '\n';
        }
    }
}
