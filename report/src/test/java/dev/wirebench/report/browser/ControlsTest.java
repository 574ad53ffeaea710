package dev.wirebench.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader can press, tick and choose does what it says, with a mouse and without one. */
@Tag("slow")
@ExtendWith(Chromium.class)
class ControlsTest {

    /** What can be reached by keyboard, as long as it is seen. */
    private static final String REACHABLE = "a[href], button, select, input, summary, [tabindex='0']";

    /** Presses Tab until the page has been left, and says of each stop what it is and whether its focus is to be seen. */
    private static final String STOP = """
            () => {
              const e = document.activeElement;
              if (e === document.body) { return null; }
              const style = getComputedStyle(e);
              e.dataset.reached = 'yes';
              return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
                ? '' : e.outerHTML.slice(0, 90);
            }""";

    @Test
    void oneButtonOfEachGroupIsPressedAndChangesWhatIsShown(Browser browser) {
        try (Tab tab = sample(browser)) {
            for (Locator group : tab.page().locator("main fieldset:has(button)").all()) {
                Locator section = group.locator("xpath=ancestor::section[1]");
                List<String> seen = new ArrayList<>();
                for (Locator button : group.locator("button").all()) {
                    button.click();
                    assertThat(button.getAttribute("aria-pressed")).isEqualTo("true");
                    assertThat(group.locator("[aria-pressed=true]").count()).isOne();
                    seen.add(section.locator("[role=img]").first().innerHTML()
                            + section.locator(".axes").allTextContents());
                }
                assertThat(seen).as(group.innerText()).doesNotHaveDuplicates();
                group.locator("button").first().click();
            }
            assertThat(tab.said()).isEmpty();
        }
    }

    @Test
    void aCellThatIsUntickedLeavesEveryChartAndItsTable(Browser browser) {
        try (Tab tab = sample(browser).unfolded()) {
            Locator figures = tab.page().locator("section.figure:has(fieldset input)");
            List<String> before = figures.locator("table tbody").allTextContents();
            Locator box = figures.first().getByLabel("raw-long", new Locator.GetByLabelOptions().setExact(true));
            assertThat(box.isChecked()).isTrue();
            box.uncheck();
            for (Locator figure : figures.all()) {
                assertThat(figure.getByLabel("raw-long", new Locator.GetByLabelOptions().setExact(true))
                                .isChecked())
                        .isFalse();
                if (!figure.locator("h2").innerText().toLowerCase().contains("break-even")) {
                    assertThat(figure.locator("details.data tbody").textContent())
                            .doesNotContain("raw-long")
                            .contains("raw-short");
                }
            }
            box.check();
            assertThat(figures.locator("table tbody").allTextContents()).isEqualTo(before);
            assertThat(tab.said()).isEmpty();
        }
    }

    @Test
    void everyChoiceOfThePageChangesItsTables(Browser browser) {
        try (Tab tab = Tab.open(browser, ReportPage.of("several").file(), Tab.Window.LIGHT)
                .unfolded()) {
            for (Locator choice :
                    tab.page().locator("main label:not(.theme) select").all()) {
                List<String> seen = new ArrayList<>();
                for (Locator option : choice.locator("option").all()) {
                    choice.selectOption(option.getAttribute("value"));
                    seen.add(tab.page()
                            .locator("section.figure table")
                            .allTextContents()
                            .toString());
                }
                assertThat(seen).hasSizeGreaterThan(1).doesNotHaveDuplicates();
                choice.selectOption(choice.locator("option").first().getAttribute("value"));
            }
            assertThat(tab.said()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void coloursMayBeChosenAgainstTheSystems(String colours, Browser browser) throws IOException {
        Tab.Window other = colours.equals("light") ? Tab.Window.DARK : Tab.Window.LIGHT;
        try (Tab chosen = Tab.open(browser, ReportPage.of("sample").file(), other);
                Tab own = Tab.open(
                        browser,
                        ReportPage.of("sample").file(),
                        colours.equals("light") ? Tab.Window.LIGHT : Tab.Window.DARK)) {
            assertThat(look(chosen.page())).isNotEqualTo(look(own.page()));
            chosen.page().getByLabel("Colours").selectOption(colours);
            assertThat(look(chosen.page())).isEqualTo(look(own.page()));
            assertThat(AccessibilityTest.violations(chosen.page())).isEmpty();
        }
    }

    /** Colours of page, controls and chart. */
    private static Object look(Page page) {
        return page.evaluate("""
                () => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color,
                  getComputedStyle(document.querySelector('button')).backgroundColor,
                  document.querySelector('[role=img] svg text').getAttribute('fill')].join(' ')""");
    }

    @Test
    void everyControlIsReachedByTabAndShowsItsFocus(Browser browser) {
        try (Tab tab = Tab.open(browser, ReportPage.of("gates").file(), Tab.Window.LIGHT)) {
            Page page = tab.page();
            List<String> unseen = new ArrayList<>();
            int controls = page.locator(REACHABLE).count();
            for (int i = 0; i < controls + 5; i++) {
                page.keyboard().press("Tab");
                Object stop = page.evaluate(STOP);
                if (stop == null) {
                    break;
                }
                if (!"".equals(stop)) {
                    unseen.add(stop.toString());
                }
            }
            assertThat(unseen).as("stops without a visible focus").isEmpty();
            Locator missed = page.locator("main").locator(REACHABLE).locator("visible=true");
            assertThat(missed.evaluateAll(
                            "all => all.filter(e => !e.dataset.reached).map(e => e.outerHTML.slice(0, 90))"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .as("controls that Tab does not reach")
                    .isEmpty();
        }
    }

    @Test
    void everyTableViewOpensByKeyboard(Browser browser) {
        try (Tab tab = sample(browser)) {
            List<Locator> folds = tab.page().locator("main details").all();
            assertThat(folds).isNotEmpty();
            for (Locator fold : folds) {
                assertThat(fold.getAttribute("open")).isNull();
                fold.locator("summary").first().focus();
                tab.page().keyboard().press("Enter");
                assertThat(fold.getAttribute("open")).isNotNull();
                assertThat(fold.locator("table, pre").first().isVisible()).isTrue();
            }
        }
    }

    @Test
    void whatIsUnfoldedStaysSoWhenAChoiceIsMade(Browser browser) {
        try (Tab tab = sample(browser).unfolded()) {
            Locator choice = tab.page().locator("main label:not(.theme) select").first();
            choice.selectOption(choice.locator("option").last().getAttribute("value"));
            assertThat(tab.page().locator("main details:not([open]) > summary").allTextContents())
                    .isEmpty();
        }
    }

    @Test
    void aChartHasATextAndATableForThoseWhoCannotSeeIt(Browser browser) {
        try (Tab tab = sample(browser).unfolded()) {
            List<Locator> charts =
                    tab.page().getByRole(AriaRole.IMG).locator("visible=true").all();
            assertThat(charts).hasSizeGreaterThan(3);
            for (Locator figure : tab.page().locator("section.figure").all()) {
                assertThat(figure.locator("[role=img]").getAttribute("aria-label"))
                        .hasSizeGreaterThan(20);
                assertThat(figure.locator("details.data tbody tr").count()).isPositive();
            }
        }
    }

    private static Tab sample(Browser browser) {
        return Tab.open(browser, ReportPage.of("sample").file(), Tab.Window.LIGHT);
    }
}
