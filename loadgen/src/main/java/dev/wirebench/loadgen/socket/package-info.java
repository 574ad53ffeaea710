/** The socket API as one worker uses it: Linux's system calls where available, Java's channels elsewhere. */
package dev.wirebench.loadgen.socket;
