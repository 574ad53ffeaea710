package dev.wirebench.analysis;

/** A percentile counted from the send and from the intended send, the two between which the generator's lateness lies. */
public enum Bounds {
    P50(Figure.SERVICE_P50, Figure.RESPONSE_P50),
    P90(Figure.SERVICE_P90, Figure.RESPONSE_P90),
    P99(Figure.SERVICE_P99, Figure.RESPONSE_P99),
    P999(Figure.SERVICE_P999, Figure.RESPONSE_P999),
    MAX(Figure.SERVICE_MAX, Figure.RESPONSE_MAX);

    public static final String MEANING = "Each percentile as [from the send, from the intended send]. Had every message"
            + " been sent the instant it was intended, the truth would lie between the two, as far as the lateness is the"
            + " generator's own; where messages waited for a connection, the upper one is what users wait.";

    private final Figure lower;
    private final Figure upper;

    Bounds(Figure lower, Figure upper) {
        this.lower = lower;
        this.upper = upper;
    }

    public String label() {
        return upper.label();
    }

    public String text(Series series, Units units) {
        return "[" + lower.text(series, units) + ", " + upper.text(series, units) + "]";
    }
}
