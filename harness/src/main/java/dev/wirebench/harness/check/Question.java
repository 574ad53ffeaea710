package dev.wirebench.harness.check;

/**
 * Something that a system is asked, and that is either answered as it should be or not. Immutable.
 *
 * @param wire label of the protocol
 * @param inability what a system that cannot do this says of itself; null where every system can
 */
record Question(String wire, String what, String inability, Attempt attempt) {

    /** Asks it. */
    @FunctionalInterface
    interface Attempt {

        /** @throws Exception whose message says what was wrong, if the answer was not as it should be */
        void run() throws Exception;
    }

    /** An answer that is not as it should be. */
    static final class WrongAnswerException extends Exception {
        private static final long serialVersionUID = 1;

        WrongAnswerException(String message) {
            super(message);
        }
    }

    static void require(boolean isRight, String otherwise) throws WrongAnswerException {
        if (!isRight) {
            throw new WrongAnswerException(otherwise);
        }
    }
}
