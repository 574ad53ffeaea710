/** The protocols as codecs on a bare socket: what to send, and what has been understood of what arrived. */
package dev.wirebench.loadgen.wire;
