package dev.wirebench.report.anatomy;

import dev.wirebench.model.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An anatomy for a terminal of 80 columns, in ASCII. */
public final class AnatomyText {

    private static final int CALL = 18;
    private static final int NAME = 20;
    private static final int COLUMN = 11;

    private final AnsiWriter paper;

    private AnatomyText(AnsiWriter paper) {
        this.paper = paper;
    }

    /** @param isColoured with ANSI escapes */
    public static String of(Anatomy anatomy, boolean isColoured) {
        AnatomyText text = new AnatomyText(new AnsiWriter(isColoured));
        text.layers();
        anatomy.exchanges().forEach(text::exchange);
        text.tallies(anatomy);
        text.statements(Statement.of(anatomy));
        return text.paper.text();
    }

    private void layers() {
        paper.line("What went over the sockets: what the generator handed to send() and was given by");
        paper.line("recv(). TCP carried exactly these bytes; its own packets are below the API.");
        paper.line("");
        paper.line("  application protocol   HTTP, WebSocket, a framing of one's own");
        paper.line("  TCP/IP                 carries bytes, in order, and knows no messages");
        paper.line("  the API to TCP/IP      socket, bind, connect, send, recv, close");
    }

    private void exchange(Exchange exchange) {
        paper.title(exchange.name());
        paper.wrapped("", exchange.purpose());
        paper.line(exchange.local() + " -> " + exchange.remote() + ", TCP; " + exchange.outcome());
        paper.line("");
        calls(exchange);
        if (exchange.framesFrom(Direction.UP).isPresent()) {
            paper.line("");
            paper.wrapped(
                    "",
                    "HTTP ends and frames begin on this same connection: at byte "
                            + exchange.framesFrom(Direction.UP).getAsLong() + " up, at byte "
                            + exchange.framesFrom(Direction.DOWN).getAsLong() + " down.");
        }
        UnitText units = new UnitText(paper);
        exchange.units().forEach(units::write);
        if (exchange.listenerPrinted() != null) {
            paper.line("");
            paper.line(paper.painted(AnsiWriter.Paint.BOLD, "What the listener printed:"));
            exchange.listenerPrinted().lines().forEach(line -> paper.line("  " + SafeText.line(line)));
        }
    }

    private void calls(Exchange exchange) {
        for (int i = 0; i < exchange.calls().size(); i++) {
            SocketCall call = exchange.calls().get(i);
            String bytes = call.bytes() == null ? "" : call.bytes() + " B";
            paper.wrapped(
                    String.format("  %-7s %8s", call.call().label(), bytes),
                    CALL + 2,
                    exchange.meaning(i),
                    AnsiWriter.Paint.DIM);
        }
    }

    private void tallies(Anatomy anatomy) {
        paper.title("bytes up / down");
        row("", List.of("opening", "message 1", "message 2", "unasked", "closing"));
        for (Exchange exchange : anatomy.exchanges()) {
            List<String> columns = new ArrayList<>();
            columns.add(tally(exchange, Stage.OPENING, 0));
            columns.add(tally(exchange, Stage.MESSAGE, 1));
            columns.add(tally(exchange, Stage.MESSAGE, 2));
            columns.add(tally(exchange, Stage.UNASKED, 0));
            columns.add(tally(exchange, Stage.CLOSING, 0));
            row(exchange.name(), columns);
        }
        paper.line("");
        paper.wrapped("", "Opening and closing are paid once per connection, a message each time.");
    }

    /** Numbers of many digits push the columns on, and those that no longer fit to further lines. */
    private void row(String name, List<String> columns) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME + "s", name));
        for (String column : columns) {
            String next = String.format(Locale.ROOT, " %" + (COLUMN - 1) + "s", column);
            if (row.length() + next.length() > AnsiWriter.WIDTH) {
                paper.line(row.toString());
                row.setLength(0);
                row.append(" ".repeat(NAME));
            }
            row.append(next);
        }
        paper.line(row.toString());
    }

    static String tally(Exchange exchange, Stage stage, int message) {
        long up = exchange.bytes(Direction.UP, stage, message);
        long down = exchange.bytes(Direction.DOWN, stage, message);
        return up + down == 0 ? "-" : up + " / " + down;
    }

    private void statements(List<Statement> statements) {
        if (statements.isEmpty()) {
            return;
        }
        paper.title("what this shows");
        for (int i = 0; i < statements.size(); i++) {
            paper.wrapped((i + 1) + ". ", statements.get(i).text());
            paper.wrapped("   ", statements.get(i).shown());
        }
    }
}
