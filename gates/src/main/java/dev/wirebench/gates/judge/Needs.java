package dev.wirebench.gates.judge;

import dev.wirebench.model.plan.CellKey;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The series that must be measured again because a gate is undecided; a series of both sides is to be measured in pairs.
 * Immutable.
 */
public record Needs(Set<CellKey> candidate, Set<CellKey> baseline) {

    public Needs {
        // In an order that is the same in every JVM.
        candidate = Collections.unmodifiableSet(new LinkedHashSet<>(candidate));
        baseline = Collections.unmodifiableSet(new LinkedHashSet<>(baseline));
    }

    public boolean isNothing() {
        return candidate.isEmpty() && baseline.isEmpty();
    }
}
