package dev.wirebench.harness.systems.check;

/**
 * Something that a system is asked, and that is either answered as it should be or not. Immutable.
 *
 * @param isOptional whether a system may say of itself that it cannot do this
 */
record ConformanceCheck(String what, boolean isOptional, Attempt attempt) {

    static ConformanceCheck required(String what, Attempt attempt) {
        return new ConformanceCheck(what, false, attempt);
    }

    /** Of systems that do not name it among their inabilities. */
    static ConformanceCheck optional(String what, Attempt attempt) {
        return new ConformanceCheck(what, true, attempt);
    }

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
