package dev.wirebench.model.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Plan;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code record.json}: everything a run keeps beside its histograms. Immutable.
 *
 * @param environment the machine's fingerprint: what was read, by name, as text; see docs/formats.md
 * @param sources where the generator's connections to a loopback target came from; null where the kernel chose
 * @param calibration what the instrument itself can do here; null where it was not measured
 * @param settling how each cell was warmed up
 * @param system what the target was, where the plan names {@code systems}; null for others
 * @param skipped cells of the plan that the system does not serve
 * @param backendCpuNs processor time of the targets behind a proxy, by the label of the series
 * @param links files and folders that belong to the run and lie elsewhere
 * @param endedAt when this record was written
 */
public record RunRecord(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) Plan plan,
        @JsonProperty(required = true) Verdict verdict,
        @JsonProperty(required = true) Instant startedAt,
        @JsonProperty(required = true) Instant endedAt,
        @JsonProperty(required = true) Map<String, String> environment,
        @JsonInclude(JsonInclude.Include.NON_NULL) AddressRange sources,
        Calibration calibration,
        List<WarmUpResult> settling,
        @JsonInclude(JsonInclude.Include.NON_NULL) SystemRecord system,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Cell> skipped,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> backendCpuNs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<RunLink, String> links,
        @JsonProperty(required = true) List<CellRecord> cells) {

    /** Raised whenever a reader of the last format would misunderstand the new one. */
    public static final int FORMAT = 3;

    /** In the environment: how long each cell was run first, where that was not until it was steady. */
    public static final String BRIEF_WARM_UP = "warm-up.brief";

    /** The verdict of a record that is written before the run has ended. */
    public static final Verdict UNFINISHED = new Verdict(Verdict.Validity.PARTIAL, List.of("the run has not ended"));

    /** Credentials in the plan are hidden: a record is written down and handed on. */
    public RunRecord {
        plan = plan.redacted();
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        settling = settling == null ? List.of() : List.copyOf(settling);
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
        backendCpuNs = backendCpuNs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(backendCpuNs));
        Map<RunLink, String> sorted = new EnumMap<>(RunLink.class);
        sorted.putAll(links == null ? Map.of() : links);
        links = Collections.unmodifiableMap(sorted);
        cells = List.copyOf(cells);
    }

    /** A run that has only just begun, until more is said of it. */
    public static Builder builder(Plan plan, Instant startedAt) {
        return new Builder(plan, startedAt);
    }

    public Builder toBuilder() {
        return new Builder(plan, startedAt)
                .format(format)
                .verdict(verdict)
                .endedAt(endedAt)
                .environment(environment)
                .sources(sources)
                .calibration(calibration)
                .settling(settling)
                .system(system)
                .skipped(skipped)
                .backendCpuNs(backendCpuNs)
                .links(links)
                .cells(cells);
    }

    public Optional<String> link(RunLink link) {
        return Optional.ofNullable(links.get(link));
    }

    /** All facts to be shown, by name: the environment, and as text what has fields of its own. */
    @JsonIgnore
    public Map<String, String> facts() {
        return NamedFacts.of(this);
    }

    /** Confined to one thread. */
    public static final class Builder {

        private final Plan plan;
        private final Instant startedAt;
        private int format = FORMAT;
        private Instant endedAt;
        private Verdict verdict = UNFINISHED;
        private Map<String, String> environment = Map.of();
        private AddressRange sources;
        private Calibration calibration;
        private List<WarmUpResult> settling = List.of();
        private SystemRecord system;
        private List<Cell> skipped = List.of();
        private Map<String, Long> backendCpuNs = Map.of();
        private Map<RunLink, String> links = Map.of();
        private List<CellRecord> cells = List.of();

        private Builder(Plan plan, Instant startedAt) {
            this.plan = plan;
            this.startedAt = startedAt;
            this.endedAt = startedAt;
        }

        public Builder format(int value) {
            format = value;
            return this;
        }

        public Builder verdict(Verdict value) {
            verdict = value;
            return this;
        }

        public Builder endedAt(Instant value) {
            endedAt = value;
            return this;
        }

        public Builder environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        public Builder sources(AddressRange value) {
            sources = value;
            return this;
        }

        public Builder calibration(Calibration value) {
            calibration = value;
            return this;
        }

        public Builder settling(List<WarmUpResult> value) {
            settling = value;
            return this;
        }

        public Builder system(SystemRecord value) {
            system = value;
            return this;
        }

        public Builder skipped(List<Cell> value) {
            skipped = value;
            return this;
        }

        public Builder backendCpuNs(Map<String, Long> value) {
            backendCpuNs = value;
            return this;
        }

        public Builder links(Map<RunLink, String> value) {
            links = value;
            return this;
        }

        public Builder cells(List<CellRecord> value) {
            cells = value;
            return this;
        }

        public RunRecord build() {
            return new RunRecord(
                    format,
                    plan,
                    verdict,
                    startedAt,
                    endedAt,
                    environment,
                    sources,
                    calibration,
                    settling,
                    system,
                    skipped,
                    backendCpuNs,
                    links,
                    cells);
        }
    }
}
