/** Protocol codecs on a bare socket: they encode messages and decode what arrives. */
package dev.wirebench.loadgen.wire;
