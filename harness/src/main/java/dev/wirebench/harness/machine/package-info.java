/** Facts about this machine, from {@code /proc} and {@code /sys}. */
package dev.wirebench.harness.machine;
