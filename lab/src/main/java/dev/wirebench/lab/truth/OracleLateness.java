package dev.wirebench.lab.truth;

/**
 * How late messages and answers were, as the target's log has it; in nanoseconds, 0 where there were none. Immutable.
 *
 * @param arrivalP99Ns received - intended, the latter counted from the earliest start that the log allows
 * @param arrivalMaxNs the largest of these; where connections are few, a backlog in the generator is in it
 * @param targetMaxNs the largest of released - planned
 */
public record OracleLateness(long arrivalP99Ns, long arrivalMaxNs, long targetMaxNs) {}
