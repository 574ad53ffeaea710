package dev.wirebench.harness.run;

import dev.wirebench.harness.progress.Progress;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.model.record.BlockResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The targets of an open run, and the load generator that measures them. Confined to one thread. */
public interface Bench {

    /** The candidate first; then its baseline, or the other systems. */
    List<TargetRun> sides();

    Progress progress();

    /**
     * Measures a block without recording it.
     *
     * @return empty if the side was stopped; what was measured until then is recorded
     */
    Optional<BlockResult> measure(TargetRun side, BlockSpec block) throws IOException;
}
