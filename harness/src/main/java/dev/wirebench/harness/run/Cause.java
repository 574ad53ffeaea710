package dev.wirebench.harness.run;

import dev.wirebench.model.record.Verdict.Validity;

/** A reason why numbers cannot be trusted, with its remedy; but for the first all are on the generator's side. */
enum Cause {
    UNASKED(
            Validity.DISTURBED,
            "unasked messages",
            "Say under target.<protocol>.answer what tells answers from them, or how many come first under greeting."),
    WARM_UP(Validity.DISTURBED, "warm-up", "Run again, or warm the service up first."),
    PAUSE(Validity.DISTURBED, "pause", "End what else runs on the machine."),
    PAUSES(Validity.DISTURBED, "pauses", "End what else runs on the machine, or use a quieter one."),
    GARBAGE(Validity.DISTURBED, "garbage collection", "Give the generator more heap."),
    GENERATOR_LAG(Validity.SATURATED, "generator lag", "Lower the rate, or give the generator a processor of its own."),
    RECEIVE_LAG(Validity.SATURATED, "receive lag", "Lower the rate, or give the generator a processor of its own."),
    SCHEDULE(Validity.SATURATED, "schedule", "Lower the rate."),
    RUN_QUEUE(Validity.SATURATED, "run queue", "Give the generator a processor of its own."),
    BUSY(Validity.SATURATED, "generator busy", "Lower the rate, or use more workers."),
    REFUSALS(Validity.SATURATED, "ports and files", "Use fewer connections, or raise ulimit -n and the port range.");

    private final Validity validity;
    private final String label;
    private final String remedy;

    Cause(Validity validity, String label, String remedy) {
        this.validity = validity;
        this.label = label;
        this.remedy = remedy;
    }

    Validity validity() {
        return validity;
    }

    String label() {
        return label;
    }

    String remedy() {
        return remedy;
    }
}
