package dev.wirebench.benchmark.peer;

import dev.wirebench.analysis.truth.Grade;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks one tool one schedule after the other, each with a target of its own. Confined to one thread. */
public final class PeerTrial {

    /** For it to start and to add up. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** So long that no unit is one. */
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    private final Peer peer;
    private final String version;
    private final Children children;
    private final Path folder;
    private final List<Graded> grades = new ArrayList<>();
    private final Map<Question, Execution> executions = new HashMap<>();
    private Stopped stopped;

    /** @param folder takes what the tool prints */
    public PeerTrial(Peer peer, String version, Children children, Path folder) {
        this.peer = peer;
        this.version = version;
        this.children = children;
        this.folder = folder;
    }

    public String tool() {
        return peer.name();
    }

    public void ask(Question question) throws IOException, InterruptedException {
        if (!peer.canAsk(question)) {
            grades.add(new Graded(question.schedule(), "", OptionalDouble.empty(), List.of(), Optional.of("cannot")));
            return;
        }
        Execution execution = run(question, question.schedule(), Execution.Disturbance.NONE);
        executions.put(question, execution);
        Printed printed = peer.parse(execution.out());
        List<Judged> judged = new ArrayList<>();
        for (double percentile : Grade.PERCENTILES) {
            Double ms = printed.msByPercentile().get(percentile);
            if (ms != null) {
                judged.add(Judged.of(question, percentile, ms));
            }
        }
        Optional<String> remark = judged.isEmpty() ? Optional.of("printed none, " + execution.end()) : Optional.empty();
        grades.add(new Graded(question.schedule(), asked(question), printed.perSecond(), judged, remark));
    }

    /** Asks a schedule again: does the tool, stopped, say anything that it did not say before? */
    public void stop(Question question) throws IOException, InterruptedException {
        Execution whole = executions.get(question);
        Execution interrupted = run(question, "T10", Stop.during(question, ""));
        Set<String> said = words(whole.out() + whole.err());
        Optional<String> remark = (interrupted.out() + "\n" + interrupted.err())
                .lines()
                .filter(line -> !said.containsAll(words(line)))
                .map(String::strip)
                .findFirst();
        boolean isNoticed = remark.isPresent() || interrupted.exitCode() != whole.exitCode();
        stopped = new Stopped(
                isNoticed,
                "exit code " + interrupted.exitCode()
                        + remark.map(line -> ": " + line).orElse(""));
    }

    private Execution run(Question question, String name, Execution.Disturbance disturbance)
            throws IOException, InterruptedException {
        try (ServedTarget target = ServedTarget.start(children, question)) {
            Duration limit = Duration.ofSeconds(question.seconds() + 2 * question.timeoutSeconds())
                    .plus(GRACE);
            return Execution.of(
                    children,
                    peer.command(Assignment.of(question, target.bytes(), peer)),
                    folder.resolve(name + "-" + peer.name()),
                    limit,
                    disturbance);
        }
    }

    private String asked(Question question) {
        int connections = peer.connections(question);
        return (peer.hasRate() ? question.load().label() : "closed") + ", " + connections + " connection"
                + (connections == 1 ? "" : "s");
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    public ToolGrades result() {
        return new ToolGrades(peer.name(), version, peer.rate(), grades, "", Optional.ofNullable(stopped));
    }
}
