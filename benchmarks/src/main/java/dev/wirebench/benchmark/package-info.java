/** Wirebench measured by itself and beside other tools. */
package dev.wirebench.benchmark;
