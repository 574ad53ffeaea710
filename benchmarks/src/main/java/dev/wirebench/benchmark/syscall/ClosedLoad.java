package dev.wirebench.benchmark.syscall;

import dev.wirebench.model.plan.Cell;

/** One message at a time on each connection, with a payload of {@link #PAYLOAD_BYTES}. Immutable. */
record ClosedLoad(Cell cell, int connections, int seconds) {

    static final int PAYLOAD_BYTES = 64;
}
