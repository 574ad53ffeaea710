/** Captured bytes of a connection, dissected into protocol data units. */
package dev.wirebench.report.anatomy;
