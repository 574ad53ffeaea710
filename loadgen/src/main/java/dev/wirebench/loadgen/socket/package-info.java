/** The socket API, as one worker uses it: Linux's own calls where they can be made, Java's elsewhere. */
package dev.wirebench.loadgen.socket;
