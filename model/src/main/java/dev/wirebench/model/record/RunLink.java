package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonValue;

/** A file or folder outside a run's own folder that belongs to the run. */
public enum RunLink {
    /** The plan of a run whose gates were measured, as its user named it. */
    GATE_PLAN("gate.plan"),
    /** The folder, beside this run's, of the baseline that was measured in turn with it. */
    BASELINE("gate.baseline"),
    /** The folder of the run that this one was compared with, as its user named it. */
    STORED_BASELINE("gate.stored-baseline"),
    /** The folder, beside this run's, with the histograms of the blocks that were set aside. */
    SET_ASIDE("set-aside"),
    /** Gatling's own report: a relative path or a URL. */
    GATLING_REPORT("gatling.report");

    private final String label;

    RunLink(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }
}
