/** Connections captured for dissection. */
package dev.wirebench.lab.anatomy;
