/** Framed messages directly on TCP. */
package dev.wirebench.loadgen.wire.raw;
