package dev.wirebench.analysis;

import dev.wirebench.model.Cell;
import dev.wirebench.model.Load;
import dev.wirebench.model.Phases;
import dev.wirebench.model.Plan;
import dev.wirebench.model.Script;
import dev.wirebench.model.Target;
import java.util.List;

/** Plans of runs that tests make up. */
public final class Plans {

    public static final Load OPEN = new Load.Open(1000, null, 8);
    public static final Load CLOSED = new Load.Closed(32);

    private Plans() {}

    public static Plan of(String name, Target target, List<Cell> cells, Load... loads) {
        return of(name, target, null, cells, loads);
    }

    public static Plan scripted(String name, Script script, List<Cell> cells, Load... loads) {
        return of(name, null, script, cells, loads);
    }

    private static Plan of(String name, Target target, Script script, List<Cell> cells, Load... loads) {
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
