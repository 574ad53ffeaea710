/** Send lag and CPU time of each idle strategy. */
package dev.wirebench.benchmark.lag;
