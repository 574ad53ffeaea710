package dev.wirebench.simulation;

import dev.wirebench.harness.monitor.HiccupMeter;
import dev.wirebench.harness.monitor.ListeningSockets;
import dev.wirebench.harness.monitor.ResourceSampler;
import dev.wirebench.harness.process.ProcessSet;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.model.fixture.Plans;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Phases;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.service.HttpService;
import dev.wirebench.model.service.RawService;
import dev.wirebench.model.service.Target;
import dev.wirebench.model.service.WebSocketService;
import java.net.URI;

/** Cells for tests: 100 messages a second, one second each of warm-up, measurement, time-out and drain. */
final class Cells {

    private static final HiccupMeter PAUSES = HiccupMeter.start();

    static final long MS = 1_000_000;
    static final long SECOND = 1000 * MS;

    /** Between all users being ready and the first message. */
    static final long LEAD = 200 * MS;

    private Cells() {}

    static CellSpec open(String name, int connections) {
        return spec(name, new Load.Open(100, Load.Arrivals.CONSTANT, connections));
    }

    static CellSpec closed(String name, int connections) {
        return spec(name, new Load.Closed(connections));
    }

    static CellRun run(CellSpec spec, StopSignal stop, Clock clock) {
        return new CellRun(spec, new ResourceSampler(ProcessSet.NONE, PAUSES, ListeningSockets.NONE), stop, clock);
    }

    private static CellSpec spec(String name, Load load) {
        Cell cell = Cell.parse(name);
        Phases phases = new Phases(1, 1, 1.0, 1.0);
        Plan plan = Plans.of(name).load(load).phases(phases).build();
        Target target = Target.of(
                new HttpService(URI.create("http://127.0.0.1:1/echo")),
                new WebSocketService(URI.create("ws://127.0.0.1:1/ws")),
                new RawService(URI.create("tcp://127.0.0.1:1")));
        return CellSpec.of(plan, target, cell, load);
    }
}
