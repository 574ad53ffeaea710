package dev.wirebench.benchmark.compare;

/**
 * A generator or target compared in a row. Confined to one thread.
 *
 * @param tool program needed for it, one of {@link InstalledTools#NAMES}
 * @param name unique within its row
 */
record Competitor(String tool, String name, Trial trial) {}
