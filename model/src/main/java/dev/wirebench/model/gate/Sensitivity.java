package dev.wirebench.model.gate;

/**
 * How well a decision by statistics could have told. Immutable.
 *
 * @param slots pairs of slots that were compared, or slots, where there is nothing to pair with
 * @param noise standard deviation of one pair's (or slot's) difference as a share of 1: 0.05 is 5 %
 * @param smallestChange the smallest change that so many would have detected 95 times in 100, as a share of 1
 * @param falseFailureRate how often the gate fails, by design, although nothing has changed, as a share of 1
 */
public record Sensitivity(int slots, double noise, double smallestChange, double falseFailureRate) {}
