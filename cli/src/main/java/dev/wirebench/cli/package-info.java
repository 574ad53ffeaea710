/** The command line: one file per command. */
package dev.wirebench.cli;
