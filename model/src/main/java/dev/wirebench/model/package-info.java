/** What a plan and a run are, and the run folder, their form on disk. Every other module depends on this one. */
package dev.wirebench.model;
