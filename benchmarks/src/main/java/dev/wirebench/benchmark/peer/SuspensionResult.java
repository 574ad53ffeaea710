package dev.wirebench.benchmark.peer;

/** Whether a tool reported that it was suspended for a second, with its output as evidence. Immutable. */
record SuspensionResult(boolean isNoticed, String evidence) {}
