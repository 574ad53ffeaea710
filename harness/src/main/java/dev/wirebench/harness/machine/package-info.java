/** What a Linux machine says of itself; each fact is read in one place. */
package dev.wirebench.harness.machine;
