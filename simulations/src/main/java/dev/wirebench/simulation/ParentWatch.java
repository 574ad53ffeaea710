package dev.wirebench.simulation;

/** Ends this process when the one that started it is gone: a killed Maven does not take its children with it. */
final class ParentWatch {

    /** What a shell reports of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private ParentWatch() {}

    static void begin() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> {
                    System.err.println("Maven is gone: the simulation ends");
                    System.exit(TERMINATED);
                }));
    }
}
