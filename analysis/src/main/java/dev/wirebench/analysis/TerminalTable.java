package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer as plain text for a terminal, at most {@link #WIDTH} columns of ASCII where names are. */
public final class TerminalTable {

    public static final int WIDTH = 110;

    private static final int LABEL = 10;
    private static final int COLUMN = 12;
    /** {@code >= 130,625/s} and a space. */
    private static final int THROUGHPUT_COLUMN = 14;

    private static final int HALF = THROUGHPUT_COLUMN + 3 * COLUMN;
    private static final int CELL = 16;
    private static final int BREAK_EVEN_COLUMN = 24;

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[1;32m";
    private static final String RED = "\u001b[1;31m";

    private final boolean isColoured;
    private final StringBuilder out = new StringBuilder();

    private TerminalTable(boolean isColoured) {
        this.isColoured = isColoured;
    }

    /** @param isColoured with ANSI escapes */
    public static String of(Comparison comparison, boolean isColoured) {
        TerminalTable table = new TerminalTable(isColoured);
        if (comparison.runs().size() > 1 && SystemTable.isMeant(comparison)) {
            comparison.runs().forEach(table::verdict);
            SystemTable.of(comparison).forEach(table::systems);
            return table.out.toString();
        }
        for (Run run : comparison.runs()) {
            table.run(run);
        }
        return table.out.toString();
    }

    private void run(Run run) {
        if (!out.isEmpty()) {
            out.append('\n');
        }
        verdict(run);
        ScriptText.of(run, Units.PLAIN).ifPresent(script -> wrapped("", script));
        generator(GeneratorText.lines(run, Units.PLAIN));
        if (run.series().isEmpty()) {
            line("");
            line("No cell was measured.");
        }
        for (Matrix matrix : run.matrices()) {
            matrix(matrix);
        }
        swept(run.swept());
        breakEven(run);
    }

    private void systems(SystemTable table) {
        line("");
        line(painted(BOLD, table.title()));
        int name = table.rows().stream()
                .mapToInt(row -> printable(row.system().title()).length() + 1)
                .max()
                .orElse(LABEL);
        List<String> heads = List.of("p50", "p99", "p99.9", "highest rate", "CPU/message", "B/idle conn.", "failed");
        StringBuilder head = new StringBuilder(left("", name));
        heads.forEach(each -> head.append(right(each, THROUGHPUT_COLUMN)));
        line(head.toString());
        for (SystemTable.Row row : table.rows()) {
            List<String> values = new ArrayList<>(row.values(Units.PLAIN));
            values.subList(6, 8).clear();
            StringBuilder text = new StringBuilder(left(printable(row.system().title()), name));
            values.forEach(value -> text.append(right(value, THROUGHPUT_COLUMN)));
            line(text.toString());
        }
    }

    private void verdict(Run run) {
        Verdict verdict = run.record().verdict();
        String word = verdict.validity().name() + (verdict.isValid() ? "" : ", not judged");
        boolean fits = word.length() + 2 + run.name().length() <= WIDTH;
        line(painted(verdict.isValid() ? GREEN : RED, word) + (fits ? "  " : "\n") + printable(run.name()));
        for (String reason : verdict.reasons()) {
            wrapped("  - ", reason);
        }
        for (Series series : run.series()) {
            series.contradictions().forEach(contradiction -> wrapped("  ! ", contradiction));
        }
    }

    private void generator(List<String> lines) {
        String first = "instrument: ";
        for (String line : lines) {
            wrapped(first, line);
            first = " ".repeat(first.length());
        }
    }

    private void matrix(Matrix matrix) {
        line("");
        line(painted(BOLD, matrix.title()));
        line(left("", LABEL) + right("short: a connection per message", HALF) + right("long: a connection kept", HALF));
        StringBuilder head = new StringBuilder(left("", LABEL));
        for (int half = 0; half < 2; half++) {
            matrix.figures().forEach(figure -> head.append(right(figure.label(), width(figure))));
        }
        line(head.toString());
        for (Protocol protocol : matrix.protocols()) {
            line(left(protocol.label(), LABEL)
                    + figures(matrix, matrix.find(protocol, 1))
                    + figures(matrix, matrix.find(protocol, Cell.UNLIMITED)));
        }
        for (Series between : matrix.between()) {
            line(left(between.record().cell().name(), LABEL) + figures(matrix, Optional.of(between)));
        }
        matrix.cells().values().forEach(this::unanswered);
        limited(matrix);
        GeneratorText.shares(matrix, Units.PLAIN)
                .ifPresent(shares -> wrapped("  ", "of the rate the instrument reaches at most: " + shares));
    }

    private static int width(Figure figure) {
        return figure == Figure.THROUGHPUT ? THROUGHPUT_COLUMN : COLUMN;
    }

    private String figures(Matrix matrix, Optional<Series> series) {
        StringBuilder cells = new StringBuilder();
        for (Figure figure : matrix.figures()) {
            cells.append(right(figure.text(series, Units.PLAIN), width(figure)));
        }
        return cells.toString();
    }

    private void unanswered(Series series) {
        Counts counts = series.counts();
        if (counts.answered() < counts.intended()) {
            wrapped("  ", series.record().cell().name() + ": " + Sentences.unanswered(counts, Units.PLAIN));
        }
    }

    private void limited(Matrix matrix) {
        List<String> busy = matrix.cells().values().stream()
                .filter(Series::isGeneratorTheLimit)
                .map(series -> series.record().cell().name() + " " + Figure.WORKER_BUSY.text(series, Units.PLAIN))
                .toList();
        if (!busy.isEmpty()) {
            wrapped("  ", "the generator itself was the limit, its busiest worker busy: " + String.join(", ", busy));
        }
    }

    private void swept(List<SweptCell> cells) {
        if (cells.isEmpty()) {
            return;
        }
        line("");
        line(painted(BOLD, "The highest rate"));
        cells.forEach(cell -> wrapped("  ", cell.sentence(Units.PLAIN)));
    }

    private void breakEven(Run run) {
        List<BreakEven.Row> rows = run.breakEvens();
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line(painted(BOLD, "A kept connection costs no more than http-short"));
        line(left("", CELL) + right("in time", BREAK_EVEN_COLUMN) + right("in bytes", BREAK_EVEN_COLUMN) + "  under");
        for (BreakEven.Row row : rows) {
            line(left(row.longCell().record().cell().name(), CELL)
                    + right(text(row.time()), BREAK_EVEN_COLUMN)
                    + right(text(row.bytes()), BREAK_EVEN_COLUMN)
                    + "  " + row.longCell().record().load().label()
                    + ", " + row.longCell().record().instrument().label());
        }
    }

    private static String text(Optional<BreakEven> breakEven) {
        return breakEven.map(b -> b.text(Units.PLAIN)).orElse(Units.MISSING);
    }

    private String painted(String colour, String text) {
        return isColoured ? colour + text + RESET : text;
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private void wrapped(String first, String text) {
        String indent = " ".repeat(first.length());
        StringBuilder line = new StringBuilder(first);
        for (String word : printable(text).split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > first.length()) {
                line(line.toString());
                line.setLength(0);
                line.append(indent);
            }
            line.append(word).append(' ');
        }
        line(line.toString());
    }

    /** Control characters are shown as '?', lest a name drive the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }
}
