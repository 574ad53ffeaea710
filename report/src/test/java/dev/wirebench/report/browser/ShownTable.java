package dev.wirebench.report.browser;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of the page as it is shown. Immutable.
 *
 * @param label its accessible name
 * @param fold the summary of what it is folded into; empty if it is not
 * @param chosen what the choices of the page and of the table's section stand at, by their labels
 * @param heads of the columns
 */
record ShownTable(String label, String fold, Map<String, String> chosen, List<String> heads, List<Row> rows) {

    /** @param head names the row; of rows that share one it stands in the first */
    record Row(String head, List<Cell> cells) {}

    /**
     * What stands in a cell.
     *
     * @param text all of it, but pictures
     * @param facts names and values, where it is a small table of its own
     */
    record Cell(String text, List<List<String>> facts) {}

    private static final String READ = """
            () => {
              const text = element => {
                const copy = element.cloneNode(true);
                copy.querySelectorAll('svg').forEach(each => each.remove());
                return copy.textContent.replace(/\\s+/g, ' ').trim();
              };
              const label = table => (table.caption ? text(table.caption) : null) || table.getAttribute('aria-label')
                || table.closest('[role=region]')?.getAttribute('aria-label') || '';
              const fold = table => table.closest('details')?.querySelector('summary')?.textContent || '';
              const chosen = table => Object.fromEntries([
                ...[...document.querySelectorAll('label:has(select)')].map(each =>
                  [text(each.querySelector('span') || each), each.querySelector('select').value]),
                ...[...(table.closest('section')?.querySelectorAll('fieldset') || [])].flatMap(each =>
                  [...each.querySelectorAll('[aria-pressed=true]')].map(button => [text(each.querySelector('legend')), text(button)]))]);
              const facts = td => [
                ...[...td.querySelectorAll('.headline')].map(each => [text(each.querySelector('span')), text(each.querySelector('b'))]),
                ...[...td.querySelectorAll('dl > div')].map(each => [text(each.querySelector('dt')), text(each.querySelector('dd'))])];
              return [...document.querySelectorAll('main table')].filter(table => !table.closest('[role=img]')).map(table => ({
                label: label(table), fold: fold(table), chosen: chosen(table),
                heads: [...table.tHead.rows[table.tHead.rows.length - 1].cells].map(text),
                rows: [...table.tBodies].flatMap(body => [...body.rows]).map(row => ({
                  head: [...row.cells].filter(each => each.tagName === 'TH').map(text).join(' '),
                  cells: [...row.cells].filter(each => each.tagName === 'TD').map(td => ({text: text(td), facts: facts(td)}))}))}));
            }""";

    /** Presses the i-th button of each group, or the last one. */
    private static final String PRESS = """
            i => document.querySelectorAll('main fieldset').forEach(group => {
              const buttons = group.querySelectorAll('button[aria-pressed]');
              buttons[Math.min(i, buttons.length - 1)]?.click();
            })""";

    /** Every table, with every option of each choice of the page while the others stand at their first, and with all last. */
    static Set<ShownTable> all(Page page) {
        Set<ShownTable> tables = new LinkedHashSet<>(read(page));
        List<ElementHandle> choices =
                page.locator("main label:not(.theme) select").elementHandles();
        everyButton(page, tables);
        for (ElementHandle choice : choices) {
            List<String> values = options(choice);
            for (String value : values.subList(1, values.size())) {
                choice.selectOption(value);
                everyButton(page, tables);
            }
            choice.selectOption(values.get(0));
        }
        for (ElementHandle choice : choices) {
            List<String> values = options(choice);
            choice.selectOption(values.get(values.size() - 1));
        }
        everyButton(page, tables);
        return tables;
    }

    private static List<String> options(ElementHandle choice) {
        return choice.querySelectorAll("option").stream()
                .map(option -> option.getAttribute("value"))
                .toList();
    }

    private static void everyButton(Page page, Set<ShownTable> tables) {
        int most = 1;
        for (Locator group : page.locator("main fieldset").all()) {
            most = Math.max(most, group.locator("button[aria-pressed]").count());
        }
        for (int i = 0; i < most; i++) {
            page.evaluate(PRESS, i);
            tables.addAll(read(page));
        }
    }

    private static List<ShownTable> read(Page page) {
        return new ObjectMapper().convertValue(page.evaluate(READ), new TypeReference<>() {});
    }
}
