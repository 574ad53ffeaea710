/** Other load generators: their command lines, and parsers of their output. */
package dev.wirebench.benchmark.tool;
