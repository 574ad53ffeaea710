package dev.wirebench.gates.judge;

/**
 * What a candidate is compared with.
 *
 * @param name of the run, as sentences call it
 * @param isInterleaved whether its slots were measured in turn with the candidate's, so that the i-th of a series pairs with
 *     the candidate's i-th; else the two are independent
 */
public record Reference(String name, Slots slots, boolean isInterleaved) {

    /** Measured in the same run as the candidate, in turn. */
    public static Reference interleaved(Slots slots) {
        return new Reference("the baseline", slots, true);
    }

    /** Measured at another time. */
    public static Reference stored(String name, Slots slots) {
        return new Reference(name, slots, false);
    }
}
