package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Protocol;
import dev.wirebench.model.SafeText;
import dev.wirebench.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The answer as plain text for a terminal, at most {@link #WIDTH} columns of ASCII where names are; only a folder's name may be longer. */
public final class TerminalTable {

    public static final int WIDTH = 80;

    private static final int LABEL = 12;
    private static final int TIME_COLUMN = 11;
    private static final int HALF = 34;

    private static final int CELL = 16;
    private static final int BREAK_EVEN_COLUMN = 19;

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[1;32m";
    private static final String RED = "\u001b[1;31m";

    private static final int SYSTEM = 19;

    /** p50, p99, p99.9, highest rate, processor time, memory. */
    private static final int[] SYSTEM_COLUMNS = {9, 9, 10, 12, 9, 12};

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
        List<String> events = new ArrayList<>(TargetEvents.of(run, Units.PLAIN));
        events.addAll(SetAside.of(run, Units.PLAIN));
        if (!events.isEmpty()) {
            line("");
        }
        events.forEach(event -> wrapped("! ", event));
    }

    private void systems(SystemTable table) {
        line("");
        line(painted(BOLD, table.title()));
        line(left("", SYSTEM) + systemColumns(List.of("p50", "p99", "p99.9", "most", "CPU/msg", "memory/idle")));
        for (SystemTable.Row row : table.rows()) {
            String name = SafeText.line(row.system().title());
            line(left(name, SYSTEM) + systemColumns(row.values(Units.PLAIN)));
        }
        for (SystemTable.Row row : table.rows()) {
            Counts counts = row.series().counts();
            if (counts.answered() < counts.intended()) {
                wrapped("  ", row.system().title() + ": " + Sentences.unanswered(counts, Units.PLAIN));
            }
        }
    }

    /** The first columns of a table of systems; the rest are on the page. */
    private static String systemColumns(List<String> values) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < SYSTEM_COLUMNS.length; i++) {
            columns.append(right(values.get(i), SYSTEM_COLUMNS[i]));
        }
        return columns.toString();
    }

    private void verdict(Run run) {
        Verdict verdict = run.record().verdict();
        String word = verdict.validity().name() + (verdict.isValid() ? "" : ", not judged");
        boolean fits = word.length() + 2 + run.name().length() <= WIDTH;
        line(painted(verdict.isValid() ? GREEN : RED, word) + (fits ? "  " + SafeText.line(run.name()) : ""));
        if (!fits) {
            wrapped("  ", run.name());
        }
        for (String reason : verdict.reasons()) {
            wrapped("  - ", reason);
        }
        for (Series series : run.series()) {
            series.contradictions().forEach(contradiction -> wrapped("  ! ", contradiction));
            Sentences.reopened(series, Units.PLAIN).ifPresent(sentence -> wrapped("  ! ", sentence));
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
        String[] title = matrix.title().split(": ", 2);
        line(painted(BOLD, title[0]) + ":");
        wrapped("  ", title[1]);
        head(matrix);
        for (Protocol protocol : matrix.protocols()) {
            row(matrix, protocol.label(), List.of(matrix.find(protocol, 1), matrix.find(protocol, Cell.UNLIMITED)));
        }
        for (Series between : matrix.between()) {
            row(matrix, between.record().cell().name(), List.of(Optional.of(between)));
        }
        matrix.cells().values().forEach(this::unanswered);
        limited(matrix);
        GeneratorText.shares(matrix, Units.PLAIN)
                .ifPresent(shares -> wrapped("  ", "of the rate the instrument reaches at most: " + shares));
    }

    private void head(Matrix matrix) {
        StringBuilder lifetimes = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (int half = 0; half < 2; half++) {
            int endColumn = LABEL + (half + 1) * HALF;
            endAt(lifetimes, endColumn, half == 0 ? "short: a connection per message" : "long: a connection kept");
            List<Figure> figures = times(matrix).toList();
            for (int i = 0; i < figures.size(); i++) {
                endAt(
                        labels,
                        endColumn - (figures.size() - 1 - i) * TIME_COLUMN,
                        figures.get(i).label());
            }
        }
        line(lifetimes.toString());
        line(labels.toString());
    }

    private static Stream<Figure> times(Matrix matrix) {
        return matrix.figures().stream().filter(figure -> figure != Figure.THROUGHPUT);
    }

    /** What the load asks about in the first line, the rest in a second. */
    private void row(Matrix matrix, String label, List<Optional<Series>> halves) {
        if (matrix.isOpen()) {
            line(times(matrix, label, halves));
            line(throughput("  answered", halves));
        } else {
            line(throughput(label, halves));
            line(times(matrix, "  within", halves));
        }
    }

    private static String times(Matrix matrix, String label, List<Optional<Series>> halves) {
        StringBuilder line = new StringBuilder(left(label, LABEL));
        for (int half = 0; half < halves.size(); half++) {
            List<Figure> figures = times(matrix).toList();
            for (int i = 0; i < figures.size(); i++) {
                int endColumn = LABEL + (half + 1) * HALF - (figures.size() - 1 - i) * TIME_COLUMN;
                endAt(line, endColumn, figures.get(i).text(halves.get(half), Units.PLAIN));
            }
        }
        return line.toString();
    }

    private static String throughput(String label, List<Optional<Series>> halves) {
        StringBuilder line = new StringBuilder(left(label, LABEL));
        for (int half = 0; half < halves.size(); half++) {
            endAt(line, LABEL + (half + 1) * HALF, Figure.THROUGHPUT.text(halves.get(half), Units.PLAIN));
        }
        return line.toString();
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
        for (String word : SafeText.line(text).split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > first.length()) {
                line(line.toString());
                line.setLength(0);
                line.append(indent);
            }
            line.append(word).append(' ');
        }
        line(line.toString());
    }

    /** Appends a text that ends in a column, after a space at least. */
    private static void endAt(StringBuilder line, int column, String text) {
        line.append(" ".repeat(Math.max(1, column - line.length() - text.length())))
                .append(text);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }
}
