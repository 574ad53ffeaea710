package dev.wirebench.benchmark.syscall;

import dev.wirebench.model.Cell;

/** As many messages of {@link #PAYLOAD_BYTES} as come to be answered one after the other on each connection. Immutable. */
public record ClosedLoad(Cell cell, int connections, int seconds) {

    public static final int PAYLOAD_BYTES = 64;
}
