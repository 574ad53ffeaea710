/** HTTP/1.1 on a bare socket. */
package dev.wirebench.loadgen.wire.http;
