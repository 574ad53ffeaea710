/** What went over the sockets, taken apart: see "Anatomy" in docs/formats.md. */
package dev.wirebench.analysis.anatomy;
