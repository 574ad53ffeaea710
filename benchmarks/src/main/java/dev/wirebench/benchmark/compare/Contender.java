package dev.wirebench.benchmark.compare;

/**
 * One of those compared in a row. Confined to one thread.
 *
 * @param tool one of {@link Tools#NAMES}, without which it cannot run
 * @param name unique within its row
 */
record Contender(String tool, String name, Trial trial) {}
