package dev.wirebench.report.read;

import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.Target;
import dev.wirebench.model.plan.TargetScript;
import java.util.List;

/** Plans of runs that tests make up. */
public final class Plans {

    public static final Load OPEN = new Load.Open(1000, null, 8);
    public static final Load CLOSED = new Load.Closed(32);

    private Plans() {}

    public static Plan of(String name, Target target, List<Cell> cells, Load... loads) {
        return of(name, target, null, cells, loads);
    }

    public static Plan scripted(String name, TargetScript script, List<Cell> cells, Load... loads) {
        return of(name, null, script, cells, loads);
    }

    private static Plan of(String name, Target target, TargetScript script, List<Cell> cells, Load... loads) {
        return new Plan(
                name,
                target,
                script,
                List.of(),
                cells,
                List.of(loads),
                null,
                new Phases(2, 5, null, null),
                null,
                3,
                1,
                null,
                1L,
                null,
                null,
                null,
                null,
                null);
    }
}
