/** Other processes: started, supervised, ended, and what they use. */
package dev.wirebench.harness.process;
