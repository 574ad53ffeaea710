package dev.wirebench.harness.run;

import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.Target;
import dev.wirebench.report.anatomy.Anatomy;
import java.io.IOException;

/** Captures the bytes of a message or two per cell, before anything is measured. */
@FunctionalInterface
public interface CellCapture {

    /** @param isEmbedded whether the target is the embedded one, which echoes */
    Anatomy of(Plan plan, Target target, boolean isEmbedded) throws IOException;
}
