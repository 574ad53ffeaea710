/** The front door: from a plan to a judged run folder. */
package dev.wirebench.harness;
