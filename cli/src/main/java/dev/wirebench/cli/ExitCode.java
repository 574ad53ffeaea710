package dev.wirebench.cli;

import dev.wirebench.harness.process.SecondSignal;
import dev.wirebench.harness.run.StopOnSignal;

/** What the process ends with. */
final class ExitCode {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int BAD_PLAN_OR_USAGE = 2;
    static final int NOT_VALID = StopOnSignal.STOPPED;
    static final int HARNESS_FAILED = 4;
    static final int INCONCLUSIVE = 5;

    /** Measured well, but in some series not one message got a good answer: no gate said so, and it is no success. */
    static final int NOTHING_ANSWERED = 6;

    /** 128 and SIGINT, as shells have it. */
    static final int INTERRUPTED = SecondSignal.INTERRUPTED;

    private ExitCode() {}
}
