/** Conformance checks that a system has to pass before it is measured. */
package dev.wirebench.harness.systems.check;
