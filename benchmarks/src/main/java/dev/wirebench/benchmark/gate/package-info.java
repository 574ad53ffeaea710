/** Error rates of gates on real targets. */
package dev.wirebench.benchmark.gate;
