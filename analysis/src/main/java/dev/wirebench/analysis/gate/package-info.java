/** Judges runs: the rules of a plan, decided by what the run folders hold. */
package dev.wirebench.analysis.gate;
