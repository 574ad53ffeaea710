package dev.wirebench.loadgen.schedule;

/** One worker's part of a schedule. The union over all workers is the whole schedule, however many there are. */
public final class EveryNth implements Schedule {

    private final Schedule whole;
    private final int stride;
    private int skip;

    /** @param offset index of the first send, 0 to {@code stride} - 1 */
    public EveryNth(Schedule whole, int offset, int stride) {
        if (offset < 0 || offset >= stride) {
            throw new IllegalArgumentException("offset must be 0 to " + (stride - 1) + ", was " + offset);
        }
        this.whole = whole;
        this.stride = stride;
        this.skip = offset;
    }

    @Override
    public long nextSendNs() {
        for (; skip > 0; skip--) {
            whole.nextSendNs();
        }
        skip = stride - 1;
        return whole.nextSendNs();
    }
}
