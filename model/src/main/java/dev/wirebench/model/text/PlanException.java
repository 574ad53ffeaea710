package dev.wirebench.model.text;

import java.util.List;

/** What a user asked for cannot be done; the message is a line for each mistake that says what, where and what is allowed. */
public final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 2L;

    private final transient List<String> mistakes;

    public PlanException(String message) {
        this(List.of(message));
    }

    /** @param mistakes one at least */
    PlanException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** What is wrong, each for itself. */
    public List<String> mistakes() {
        return mistakes;
    }
}
