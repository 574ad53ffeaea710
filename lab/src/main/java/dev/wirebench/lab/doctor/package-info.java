/** The machine examined: what on it would distort a measurement, and how to fix it. */
package dev.wirebench.lab.doctor;
