package dev.wirebench.benchmark.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.analysis.Quantile;
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
 * What {@code wirebench truth} measured over kept HTTP connections, as its {@code truth.json} has it. Immutable.
 *
 * @param folder of {@code wirebench truth}
 * @param grades by the plans' closed forms, as the other tools'
 * @param rightByReplay how many are right by the replay of schedule and target's log, of {@code countByReplay}
 * @param verdictOfT1 empty where it was not measured
 */
public record OwnTruth(
        Path folder, List<Graded> grades, long rightByReplay, long countByReplay, Optional<String> verdictOfT1) {

    private static final String FILE = "truth.json";
    private static final String CELL = "http-long";

    /** The newest folder that has all schedules asked for. */
    public static Optional<OwnTruth> newest(Path results, List<Question> questions) throws IOException {
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
            OwnTruth truth = read(folder, questions);
            if (truth.grades().size() == questions.size()) {
                return Optional.of(truth);
            }
        }
        return Optional.empty();
    }

    /** Schedules that it lacks are missing. */
    public static OwnTruth read(Path folder, List<Question> questions) throws IOException {
        JsonNode root = new ObjectMapper().readTree(folder.resolve(FILE).toFile());
        List<Graded> grades = new ArrayList<>();
        long right = 0;
        long count = 0;
        Optional<String> verdictOfT1 = Optional.empty();
        for (Question question : questions) {
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
            grades.add(graded(question, grade));
        }
        return new OwnTruth(folder, grades, right, count, verdictOfT1);
    }

    private static JsonNode find(JsonNode root, Question question) {
        for (JsonNode grade : root.path("grades")) {
            if (question.plan().name().equals("truth-" + grade.path("schedule").asText())
                    && grade.path("cell").asText().equals(CELL)) {
                return grade;
            }
        }
        return root.path("");
    }

    private static Graded graded(Question question, JsonNode grade) {
        List<Judged> judged = new ArrayList<>();
        for (JsonNode mark : grade.path("marks")) {
            if (mark.has("measuredLowerNs")) {
                Quantile measured = new Quantile(ns(mark.path("measuredLowerNs")), ns(mark.path("measuredUpperNs")));
                judged.add(Judged.of(question, mark.path("percentile").asDouble(), measured));
            }
        }
        String asked = question.load().label() + ", " + question.load().connections() + " connections";
        return new Graded(question.schedule(), asked, OptionalDouble.empty(), judged, Optional.empty());
    }

    /** The text {@code infinite} is the only one. */
    private static long ns(JsonNode value) {
        return value.isTextual() ? Quantile.INFINITE : value.asLong();
    }
}
