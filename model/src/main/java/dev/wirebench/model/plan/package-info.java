/** A plan: cells, loads, services, phases and gate rules, and how they are written in YAML. */
package dev.wirebench.model.plan;
