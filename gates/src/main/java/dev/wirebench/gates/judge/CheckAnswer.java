package dev.wirebench.gates.judge;

import dev.wirebench.model.gate.Decision;

/**
 * What the looks have come to. Immutable.
 *
 * @param isDecided false where more slots might decide
 * @param slots at the look that decided, or at the last one; 0 where there was none
 * @param alphas at which it was tried
 */
record CheckAnswer(boolean isDecided, Decision decision, int slots, ErrorBudget alphas) {}
