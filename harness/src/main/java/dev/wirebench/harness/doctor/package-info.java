/** Whether a machine is fit to measure on: checks of what it says of itself and of what was measured for a second. */
package dev.wirebench.harness.doctor;
