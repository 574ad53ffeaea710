package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.plan.Plan;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code record.json}: everything a run keeps beside its histograms. Immutable.
 *
 * @param environment the machine's fingerprint: what was read, by name; see docs/formats.md
 * @param calibration what the instrument itself can do here; null where it was not measured
 * @param settling how each cell was warmed up
 * @param system what the target was, where the plan names {@code systems}; null for others
 * @param endedAt when this record was written
 */
public record RunRecord(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) Plan plan,
        @JsonProperty(required = true) Verdict verdict,
        @JsonProperty(required = true) Instant startedAt,
        @JsonProperty(required = true) Instant endedAt,
        @JsonProperty(required = true) Map<String, String> environment,
        Calibration calibration,
        List<WarmUpResult> settling,
        @JsonInclude(JsonInclude.Include.NON_NULL) SystemRecord system,
        @JsonProperty(required = true) List<CellRecord> cells) {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    public static final int FORMAT = 3;

    /** In the environment: where the generator's connections came from: an address, or how many, first and last. */
    public static final String SOURCE_ADDRESSES = "generator.source-addresses";

    /** In the environment: how long each cell was run first, where that was not until it was steady. */
    public static final String BRIEF_WARM_UP = "warm-up.brief";

    /** In the environment of a run whose gates were measured: the file of its plan, as its user named it. */
    public static final String GATE_PLAN = "gate.plan";

    /** In the environment: the folder, beside this one, of the baseline that was measured in turn with this run. */
    public static final String GATE_BASELINE = "gate.baseline";

    /** In the environment: the folder of the run that this one was compared with, as its user named it. */
    public static final String GATE_STORED_BASELINE = "gate.stored-baseline";

    /** In the environment: the folder, beside this one, with the histograms of the blocks that were set aside. */
    public static final String SET_ASIDE = "set-aside";

    /** The verdict of a record that is written before the run has ended. */
    public static final Verdict UNFINISHED = new Verdict(Verdict.Validity.PARTIAL, List.of("the run has not ended"));

    /** Of a run that has only just begun, or may yet begin. */
    public static RunRecord unfinished(Plan plan, Instant startedAt, Map<String, String> environment) {
        return new RunRecord(FORMAT, plan, UNFINISHED, startedAt, startedAt, environment, null, null, null, List.of());
    }

    /** Credentials in the plan are hidden: a record is written down and handed on. */
    public RunRecord {
        plan = plan.redacted();
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        settling = settling == null ? List.of() : List.copyOf(settling);
        cells = List.copyOf(cells);
    }
}
