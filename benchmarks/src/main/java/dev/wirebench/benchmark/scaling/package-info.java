/** CPU time of the generator per message, by connections, payload and workers. */
package dev.wirebench.benchmark.scaling;
