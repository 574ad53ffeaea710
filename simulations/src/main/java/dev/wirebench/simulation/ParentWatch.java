package dev.wirebench.simulation;

/** Ends this process when its parent ends, because a killed Maven does not kill its children. */
final class ParentWatch {

    /** Exit code of a process ended by SIGTERM, as shells report it. */
    private static final int TERMINATED = 143;

    private ParentWatch() {}

    static void begin() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> {
                    System.err.println("Maven has ended; the simulation ends too");
                    System.exit(TERMINATED);
                }));
    }
}
