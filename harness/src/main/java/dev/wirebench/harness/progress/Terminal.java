package dev.wirebench.harness.progress;

import org.jline.nativ.CLibrary;
import org.jline.nativ.JLineNativeLoader;

/**
 * A stream of this process, and the terminal it may be. Where the system cannot be asked it counts as none. Safe for
 * concurrent use.
 */
public enum Terminal {
    STANDARD_OUTPUT(1),
    STANDARD_ERROR(2);

    /** In characters. */
    record Size(int columns, int rows) {
        static final Size USUAL = new Size(80, 24);
    }

    private static final boolean IS_ASKABLE = load();

    private final int fileDescriptor;

    Terminal(int fileDescriptor) {
        this.fileDescriptor = fileDescriptor;
    }

    private static boolean load() {
        try {
            return JLineNativeLoader.initialize();
        } catch (Exception | LinkageError e) {
            // No such library for this system, or nowhere to put it: then there are lines.
            return false;
        }
    }

    /** Whether someone may be watching: in CI nobody is. */
    boolean isWatched() {
        return System.getenv("CI") == null && IS_ASKABLE && CLibrary.isatty(fileDescriptor) == 1;
    }

    /** Whether it understands escapes, and its user wants any; see no-color.org. */
    public boolean takesEscapes() {
        String noColour = System.getenv("NO_COLOR");
        boolean isWanted = noColour == null || noColour.isEmpty();
        String kind = System.getenv("TERM");
        return isWatched() && isWanted && kind != null && !kind.equals("dumb");
    }

    /** Of its window as it is now. */
    Size size() {
        CLibrary.WinSize window = new CLibrary.WinSize();
        boolean isKnown =
                IS_ASKABLE && CLibrary.ioctl(fileDescriptor, CLibrary.TIOCGWINSZ, window) == 0 && window.ws_col > 0;
        return isKnown ? new Size(window.ws_col, Math.max(2, window.ws_row)) : Size.USUAL;
    }
}
