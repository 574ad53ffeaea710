/** What a run shows while it goes on: a live view on a terminal, lines elsewhere. */
package dev.wirebench.harness.progress;
