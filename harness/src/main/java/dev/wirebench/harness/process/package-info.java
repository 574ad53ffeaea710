/** Processes of targets: started so that they always end, and what they use of processor and memory. */
package dev.wirebench.harness.process;
