package dev.wirebench.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** Read by a CommonMark parser with GitHub's tables. */
class GateMarkdownTest {

    private static final List<Extension> GITHUB = List.of(TablesExtension.create());
    private static final List<Class<? extends Node>> MARKUP = List.of(
            HtmlBlock.class,
            HtmlInline.class,
            Link.class,
            Image.class,
            Code.class,
            FencedCodeBlock.class,
            IndentedCodeBlock.class);

    static List<Node> nodes(String markdown) {
        List<Node> nodes = new ArrayList<>();
        collect(Parser.builder().extensions(GITHUB).build().parse(markdown), nodes);
        return nodes;
    }

    private static void collect(Node node, List<Node> nodes) {
        nodes.add(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            collect(child, nodes);
        }
    }

    static List<Node> markup(String markdown) {
        return nodes(markdown).stream()
                .filter(node -> MARKUP.contains(node.getClass()))
                .toList();
    }

    /** The texts of all cells, row by row; the first row is the head. */
    static List<List<String>> rows(String markdown) {
        return nodes(markdown).stream()
                .filter(TableRow.class::isInstance)
                .map(row -> children(row).stream()
                        .filter(TableCell.class::isInstance)
                        .map(GateMarkdownTest::text)
                        .toList())
                .toList();
    }

    static List<String> items(String markdown) {
        return nodes(markdown).stream()
                .filter(ListItem.class::isInstance)
                .map(GateMarkdownTest::text)
                .toList();
    }

    private static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        collect(node, children);
        return children;
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        children(node).stream().filter(Text.class::isInstance).forEach(part -> text.append(((Text) part).getLiteral()));
        return text.toString();
    }

    @Test
    void aRowPerFinding() {
        List<List<String>> rows = rows(GateText.markdown(Reports.mixed()));
        assertThat(rows).hasSize(1 + 5);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(9));
        assertThat(rows.get(1))
                .containsExactly(
                        Reports.LIMIT,
                        "websocket-long.open-500.p99",
                        "< 2 ms",
                        "1.43 ms",
                        "passed",
                        "24 slots",
                        "4 %",
                        "6.1 %",
                        "0.13 %");
        assertThat(rows.get(3).get(4)).isEqualTo("failed");
        assertThat(rows.get(3).get(5)).isEqualTo("24 pairs");
        assertThat(rows.get(5).get(4)).isEqualTo("inconclusive, counts as pass");
    }

    @Test
    void saysTheOutcomeAndTheNotes() {
        String markdown = GateText.markdown(Reports.mixed());
        assertThat(markdown).contains("**4 gates: 2 passed, 1 inconclusive, 1 failed: FAIL**");
        assertThat(items(markdown)).containsExactly("Compared with the baseline of 22 November.");
    }

    @Test
    void aRunThatIsNotJudgedHasReasonsAndNoTable() {
        String markdown = GateText.markdown(Reports.notJudged());
        assertThat(markdown).contains("not judged").contains("DISTURBED");
        assertThat(items(markdown)).containsExactly("a pause of 12 ms");
        assertThat(rows(markdown)).isEmpty();
    }

    @Test
    void theReaderWouldSeeMarkupAndABrokenTable() {
        assertThat(markup("a <b>b</b> `c` [d](e) ![f](g)")).hasSize(5);
        String markdown = GateText.markdown(Reports.mixed());
        assertThat(rows(markdown.replace("|---|---|", "|---"))).isEmpty();
    }
}
