/** A run, from its plan to its sealed folder: preflight, warm-up, calibration, blocks, self-check. */
package dev.wirebench.harness.run;
