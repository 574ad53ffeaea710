package dev.wirebench.benchmark.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wirebench.benchmark.Json;
import dev.wirebench.report.read.Quantile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Results of {@code wirebench truth} over keep-alive HTTP connections, from its {@code truth.json}. Immutable.
 *
 * @param folder written by {@code wirebench truth}
 * @param grades by the plans' closed forms, as for the other tools
 * @param rightByReplay number of percentiles, of {@code countByReplay}, that are right by a replay of schedule and
 *     target log
 * @param verdictOfT1 empty if T1 was not measured
 */
record WirebenchTruth(
        Path folder, List<ScheduleGrade> grades, long rightByReplay, long countByReplay, Optional<String> verdictOfT1) {

    private static final String FILE = "truth.json";
    private static final String CELL = "http-long";

    /** The newest folder that has all the schedules. */
    static Optional<WirebenchTruth> newest(Path results, List<TruthQuestion> questions) throws IOException {
        if (!Files.isDirectory(results)) {
            return Optional.empty();
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(results)) {
            folders = all.filter(folder -> folder.getFileName().toString().endsWith("-truth"))
                    .filter(folder -> Files.isRegularFile(folder.resolve(FILE)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path folder : folders) {
            WirebenchTruth truth = read(folder, questions);
            if (truth.grades().size() == questions.size()) {
                return Optional.of(truth);
            }
        }
        return Optional.empty();
    }

    /** Reads the schedules that the folder has. */
    static WirebenchTruth read(Path folder, List<TruthQuestion> questions) throws IOException {
        JsonNode root = Json.MAPPER.readTree(folder.resolve(FILE).toFile());
        List<ScheduleGrade> grades = new ArrayList<>();
        long right = 0;
        long count = 0;
        Optional<String> verdictOfT1 = Optional.empty();
        for (TruthQuestion question : questions) {
            JsonNode grade = find(root, question);
            if (grade.isMissingNode()) {
                continue;
            }
            for (JsonNode mark : grade.path("marks")) {
                count++;
                right += mark.path("isRight").asBoolean() ? 1 : 0;
            }
            if (question.schedule().equals("T1")) {
                verdictOfT1 = Optional.of(grade.path("verdict").path("validity").asText());
            }
            grades.add(grade(question, grade));
        }
        return new WirebenchTruth(folder, grades, right, count, verdictOfT1);
    }

    private static JsonNode find(JsonNode root, TruthQuestion question) {
        for (JsonNode grade : root.path("grades")) {
            if (question.plan().name().equals("truth-" + grade.path("schedule").asText())
                    && grade.path("cell").asText().equals(CELL)) {
                return grade;
            }
        }
        return root.path("");
    }

    private static ScheduleGrade grade(TruthQuestion question, JsonNode grade) {
        List<PrintedPercentile> percentiles = new ArrayList<>();
        for (JsonNode mark : grade.path("marks")) {
            if (mark.has("measuredLowerNs")) {
                Quantile measured = new Quantile(ns(mark.path("measuredLowerNs")), ns(mark.path("measuredUpperNs")));
                percentiles.add(
                        PrintedPercentile.of(question, mark.path("percentile").asDouble(), measured));
            }
        }
        String load = question.load().label() + ", " + question.load().connections() + " connections";
        return new ScheduleGrade(question.schedule(), load, OptionalDouble.empty(), percentiles, "");
    }

    /** The only text is {@code infinite}. */
    private static long ns(JsonNode value) {
        return value.isTextual() ? Quantile.INFINITE : value.asLong();
    }
}
