/** What is asked of a system before any load: each wire, by clients that are not the generator. */
package dev.wirebench.harness.check;
