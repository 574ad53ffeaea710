package dev.wirebench.loadgen.socket;

import java.io.IOException;

/** This machine, or this process's limit of file descriptors, has no further socket. */
public final class NoSocketException extends IOException {

    private static final long serialVersionUID = 1;

    NoSocketException(String message) {
        super(message);
    }
}
