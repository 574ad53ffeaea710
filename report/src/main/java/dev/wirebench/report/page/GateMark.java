package dev.wirebench.report.page;

import dev.wirebench.model.gate.Decision;
import dev.wirebench.report.export.GateText;

/**
 * How a decision looks: by a colour, and by a sign and a word, so that the colour is not needed. Immutable.
 *
 * @param kind the colour's name in {@code page.css}
 */
record GateMark(String kind, String sign, String word) {

    static final GateMark NOT_JUDGED = new GateMark("unjudged", "\u2013", "not judged");

    static GateMark of(Decision decision) {
        return switch (decision) {
            case PASS -> new GateMark("pass", "\u2713", GateText.past(decision));
            case INCONCLUSIVE -> new GateMark("inconclusive", "?", GateText.past(decision));
            case FAIL -> new GateMark("fail", "\u2717", GateText.past(decision));
        };
    }
}
