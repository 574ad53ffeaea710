/** When messages are to be sent: pure sequences without a clock. */
package dev.wirebench.loadgen.schedule;
