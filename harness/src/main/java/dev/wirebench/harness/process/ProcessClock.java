package dev.wirebench.harness.process;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The processor time of a whole process in nanoseconds, threads that have ended included, by the clock that Linux keeps of
 * each (clock_getcpuclockid(3)); /proc has it in steps of 10 ms only. Safe for concurrent use.
 */
public final class ProcessClock {

    /** Of a clock's number: all that the scheduler has counted, of a process and not of one thread. */
    private static final long SCHEDULED = 2;

    private static final int NS_PER_S = 1_000_000_000;

    private static final Optional<C> FUNCTION = load();

    private ProcessClock() {}

    /** {@code clock_gettime}, every argument in a register of 64 bits. */
    private record C(CallContext context, long address) {}

    private static Optional<C> load() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        try {
            Type[] types = {Type.SLONG_LONG, Type.SLONG_LONG};
            long address = Library.getDefault().getSymbolAddress("clock_gettime");
            CallContext context = CallContext.getCallContext(Type.SLONG_LONG, types, CallingConvention.DEFAULT, true);
            return address == 0 ? Optional.empty() : Optional.of(new C(context, address));
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** Nanoseconds since the process began; empty where it has ended or the machine does not tell. */
    public static OptionalLong ns(long pid) {
        if (FUNCTION.isEmpty()) {
            return OptionalLong.empty();
        }
        MemoryIO memory = MemoryIO.getInstance();
        long timespec = memory.allocateMemory(2 * Long.BYTES, true);
        try {
            long clock = ~pid << 3 | SCHEDULED;
            C function = FUNCTION.get();
            boolean isRead =
                    (int) Invoker.getInstance().invokeN2(function.context, function.address, clock, timespec) == 0;
            return isRead
                    ? OptionalLong.of(memory.getLong(timespec) * NS_PER_S + memory.getLong(timespec + Long.BYTES))
                    : OptionalLong.empty();
        } finally {
            memory.freeMemory(timespec);
        }
    }
}
