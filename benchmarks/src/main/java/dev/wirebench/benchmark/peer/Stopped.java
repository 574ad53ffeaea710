package dev.wirebench.benchmark.peer;

/** Whether a tool said anything about having been stopped for a second, and what. Immutable. */
public record Stopped(boolean isNoticed, String evidence) {}
