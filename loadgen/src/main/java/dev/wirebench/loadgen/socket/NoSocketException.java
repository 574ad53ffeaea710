package dev.wirebench.loadgen.socket;

import java.io.IOException;

/** No socket is left on this machine or within this process's file descriptor limit. */
public final class NoSocketException extends IOException {

    private static final long serialVersionUID = 1;

    NoSocketException(String message) {
        super(message);
    }
}
