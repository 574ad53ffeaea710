package dev.wirebench.lab.doctor;

import java.util.ArrayList;
import java.util.List;

/** Findings for people: at most three lines of at most 80 columns for each, what is wrong in colour where there is one. */
public final class DoctorText {

    private static final int LEVEL = 10;
    private static final int CHECK = 14;
    private static final String RESET = "\u001b[0m";

    private DoctorText() {}

    /** @param isColoured with ANSI escapes */
    public static List<String> lines(List<DoctorFinding> findings, boolean isColoured) {
        List<String> lines = new ArrayList<>();
        for (DoctorFinding finding : findings) {
            String word = padded(finding.level().label(), LEVEL);
            lines.add((isColoured ? colour(finding.level()) + word + RESET : word)
                    + padded(finding.check(), CHECK)
                    + finding.found());
            add(lines, "", finding.distorts());
            add(lines, "$ ", finding.command());
            add(lines, "", finding.advice());
        }
        lines.add("");
        lines.add(summary(findings));
        return lines;
    }

    private static void add(List<String> lines, String prompt, String text) {
        if (text != null) {
            lines.add(" ".repeat(LEVEL - prompt.length()) + prompt + text);
        }
    }

    private static String summary(List<DoctorFinding> findings) {
        return (isFit(findings) ? "Fit to measure on" : "NOT FIT to measure on") + ": "
                + counted(findings, Level.PROBLEM, "problem")
                + ", " + counted(findings, Level.WARNING, "warning")
                + ", " + count(findings, Level.OK) + " ok, "
                + count(findings, Level.UNKNOWN) + " unknown.";
    }

    /** Whether nothing was found that would distort what is measured. */
    public static boolean isFit(List<DoctorFinding> findings) {
        return count(findings, Level.PROBLEM) == 0;
    }

    private static String counted(List<DoctorFinding> findings, Level level, String word) {
        long count = count(findings, level);
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private static long count(List<DoctorFinding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static String colour(Level level) {
        return "\u001b["
                + switch (level) {
                    case OK -> "32";
                    case WARNING -> "33";
                    case PROBLEM -> "1;31";
                    case UNKNOWN -> "2";
                }
                + "m";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
