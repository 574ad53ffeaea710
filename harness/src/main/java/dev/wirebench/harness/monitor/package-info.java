/** Samplers of the machine and of processes while a block is measured. */
package dev.wirebench.harness.monitor;
