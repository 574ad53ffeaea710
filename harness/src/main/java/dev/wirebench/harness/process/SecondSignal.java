package dev.wirebench.harness.process;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ends the process at the next SIGINT or SIGTERM: Java itself ignores all that come after the first. {@code sun.misc.Signal}
 * is called by name, as the compiler warns of it and no warning is let through.
 */
public final class SecondSignal {

    /** 128 and SIGINT, as shells have it. */
    public static final int INTERRUPTED = 130;

    private SecondSignal() {}

    public static void endsAtOnce() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object halt =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, of) -> {
                        Runtime.getRuntime().halt(INTERRUPTED);
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : new String[] {"INT", "TERM"}) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), halt);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Without it a second signal waits for the end of the run, as a first one does.
        }
    }
}
