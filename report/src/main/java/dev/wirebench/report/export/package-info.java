/** Files for CI systems and trend tools, and the machine-readable result. */
package dev.wirebench.report.export;
