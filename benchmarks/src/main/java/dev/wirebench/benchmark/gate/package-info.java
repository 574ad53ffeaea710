/** How often gates are right about real targets. */
package dev.wirebench.benchmark.gate;
