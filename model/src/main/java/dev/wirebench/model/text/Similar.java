package dev.wirebench.model.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant by a word that is unknown. */
public final class Similar {

    /** What was mistyped lies within so many edits, or within a third of its length. */
    private static final int MAX_EDITS = 2;

    private Similar() {}

    /** @return {@code "; did you mean X?"}, or nothing where no word is near */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** The nearest of the known words, if it is near enough. */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(each ->
                        edits(word, each) <= Math.min(each.length() - 1, Math.max(MAX_EDITS, each.length() / 3)))
                .min(Comparator.comparingInt((String each) -> edits(word, each)).thenComparing(each -> each));
    }

    /** Fewest insertions, deletions, replacements and swaps of neighbours that lead from one word to the other, in any case. */
    static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > b.length()) {
            return Math.abs(a.length() - b.length());
        }
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int least(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean isSwap = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwap ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
