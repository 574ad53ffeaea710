/** How the generator's own cost grows with what it has to do. */
package dev.wirebench.benchmark.scaling;
