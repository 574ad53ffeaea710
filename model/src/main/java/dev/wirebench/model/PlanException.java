package dev.wirebench.model;

/** What a user asked for cannot be done; the message is one line that says what, where and what is allowed. */
public final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        super(message);
    }
}
