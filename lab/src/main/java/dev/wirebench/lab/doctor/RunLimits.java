package dev.wirebench.lab.doctor;

/**
 * The limits beyond which a run is not VALID. Immutable.
 *
 * @param longestPauseNs of one pause of the generator's process
 * @param pausesShare of the time that all pauses together take
 * @param generatorLagNs at the 99th percentile
 * @param runWaitShare of the time that a worker is ready to run and has no processor
 */
public record RunLimits(double longestPauseNs, double pausesShare, double generatorLagNs, double runWaitShare) {}
