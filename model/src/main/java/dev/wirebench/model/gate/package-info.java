/** The outcome of a gate: findings with bounds, and the decision. */
package dev.wirebench.model.gate;
