package dev.wirebench.report.read;

import java.util.Optional;

/**
 * What the response times of one block came to. Immutable.
 *
 * @param block which of its series, from 0
 */
public record BlockQuantiles(int block, Optional<Quantile> p50, Optional<Quantile> p99) {}
