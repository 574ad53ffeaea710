package dev.wirebench.analysis.chart;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.model.Plan;

/** A plan as readable JSON. */
final class PlanText {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setDefaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));

    private PlanText() {}

    static String of(Plan plan) {
        return JSON.valueToTree(plan).toPrettyString();
    }
}
