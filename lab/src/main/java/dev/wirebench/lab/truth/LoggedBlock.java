package dev.wirebench.lab.truth;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.record.ScriptLog;
import dev.wirebench.model.service.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The last block of a wire in a script's log, by sequence number, and where the log contradicts schedule and script.
 * Immutable.
 */
final class LoggedBlock {

    /** The schedule's start is known to within what the network's delays differ by. */
    private static final long EARLY_NS = 100_000;

    /** So many messages are named when something is wrong with them. */
    private static final int NAMED = 5;

    private final List<ScriptLog.Row> ofWire;
    private final long[] intendedNs;
    private final ScriptLog.Row[] rows;
    private final boolean[] isUnansweredByScript;
    private final List<Long> twice = new ArrayList<>();
    private final List<Long> unknown = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private long originNs = Long.MAX_VALUE;

    /** @param intendedNs offsets from the schedule's start, in order */
    LoggedBlock(TargetScript script, Protocol wire, long[] intendedNs, List<ScriptLog.Row> log) {
        this.ofWire = log.stream().filter(row -> row.wire() == wire).toList();
        this.intendedNs = intendedNs;
        this.rows = new ScriptLog.Row[intendedNs.length];
        this.isUnansweredByScript = new boolean[intendedNs.length];
        int start = start();
        for (int i = start; i < ofWire.size(); i++) {
            place(i, script);
        }
        for (int i = start - 1; i >= 0 && isOvertaken(ofWire.get(i)); i--) {
            place(i, script);
        }
        checkSequences();
        checkAnswers();
        checkWork(script);
    }

    /** Where the last message 0 is; before it are preflight and rehearsal. */
    private int start() {
        int start = ofWire.size() - 1;
        while (start >= 0 && ofWire.get(start).sequence() != 0) {
            start--;
        }
        return start < 0 ? ofWire.size() : start;
    }

    /** A message may overtake message 0; a row from before the block is earlier than the block can have sent it. */
    private boolean isOvertaken(ScriptLog.Row row) {
        return row.sequence() >= 0
                && row.sequence() < rows.length
                && row.receivedNs() - intendedNs[(int) row.sequence()] >= originNs - EARLY_NS;
    }

    private void place(int index, TargetScript script) {
        ScriptLog.Row row = ofWire.get(index);
        if (row.sequence() < 0 || row.sequence() >= rows.length) {
            unknown.add(row.sequence());
            return;
        }
        int n = (int) row.sequence();
        if (rows[n] != null) {
            twice.add(row.sequence());
            return;
        }
        rows[n] = row;
        isUnansweredByScript[n] = script.unansweredEvery() != null && (index + 1) % script.unansweredEvery() == 0;
        originNs = Math.min(originNs, row.receivedNs() - intendedNs[n]);
    }

    private void checkSequences() {
        List<Long> missing = new ArrayList<>();
        for (int n = 0; n < rows.length; n++) {
            if (rows[n] == null) {
                missing.add((long) n);
            }
        }
        say("missing in the target's log", missing);
        say("twice in the target's log", twice);
        say("in the target's log but not in the schedule", unknown);
    }

    private void checkAnswers() {
        List<Long> silent = new ArrayList<>();
        List<Long> unexpected = new ArrayList<>();
        List<Long> early = new ArrayList<>();
        for (int n = 0; n < rows.length; n++) {
            if (rows[n] == null) {
                continue;
            }
            if (rows[n].isAnswered() == isUnansweredByScript[n]) {
                (rows[n].isAnswered() ? unexpected : silent).add((long) n);
            }
            if (rows[n].isAnswered() && rows[n].releasedNs() < rows[n].plannedNs()) {
                early.add((long) n);
            }
        }
        say("not answered by the target against its script", silent);
        say("answered by the target against its script", unexpected);
        say("answered by the target before they were due", early);
    }

    private void checkWork(TargetScript script) {
        LongSupplier times = script.service().times();
        for (int i = 0; i < ofWire.size(); i++) {
            long scriptedNs = times.getAsLong();
            if (ofWire.get(i).serviceNs() != scriptedNs) {
                errors.add("from the wire's row " + (i + 1) + " on, the target's log is not by its script: "
                        + ofWire.get(i).serviceNs() + " ns of work instead of " + scriptedNs);
                return;
            }
        }
    }

    private void say(String what, List<Long> messages) {
        if (!messages.isEmpty()) {
            errors.add(messages.size() + (messages.size() == 1 ? " message " : " messages ") + what + ": "
                    + messages.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                    + (messages.size() > NAMED ? ", ..." : ""));
        }
    }

    /** The schedule's start on the target's clock: the earliest that any message allows. */
    long originNs() {
        return originNs;
    }

    /** Null for a message that was never received. */
    ScriptLog.Row row(int sequence) {
        return rows[sequence];
    }

    boolean isUnansweredByScript(int sequence) {
        return isUnansweredByScript[sequence];
    }

    long[] workNs() {
        long[] workNs = new long[rows.length];
        for (int n = 0; n < rows.length; n++) {
            workNs[n] = rows[n] == null ? ScriptLog.NEVER : rows[n].serviceNs();
        }
        return workNs;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }
}
