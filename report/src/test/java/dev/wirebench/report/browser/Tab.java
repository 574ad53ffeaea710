package dev.wirebench.report.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file opened as a user would who double-clicks it, and everything it said and asked for since. Confined to one worker.
 *
 * @param said errors and warnings on the console, exceptions that nobody caught, and dialogs
 * @param asked the address of every request
 */
record Tab(Page page, List<String> said, List<String> asked) implements AutoCloseable {

    /** A window: its size in CSS pixels, and what the user's system prefers. */
    record Window(int width, int height, ColorScheme colours) {

        static final Window LIGHT = new Window(1280, 900, ColorScheme.LIGHT);
        static final Window DARK = new Window(1280, 900, ColorScheme.DARK);
        static final Window PHONE = new Window(360, 740, ColorScheme.LIGHT);

        @Override
        public String toString() {
            return width + " px, " + colours.name().toLowerCase();
        }
    }

    static Tab open(Browser browser, Path file, Window window) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(window.width, window.height)
                .setColorScheme(window.colours)
                .setAcceptDownloads(true)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        List<String> said = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning", "assert").contains(message.type())) {
                said.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> said.add("exception: " + error));
        page.onDialog(dialog -> dismiss(dialog, said));
        context.onRequest(request -> asked.add(request.url()));
        page.navigate(file.toUri().toString());
        return new Tab(page, said, asked);
    }

    private static void dismiss(Dialog dialog, List<String> said) {
        said.add(dialog.type() + ": " + dialog.message());
        dialog.dismiss();
    }

    /** Opens every fold, so that all there is can be seen. */
    Tab unfolded() {
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })");
        return this;
    }

    @Override
    public void close() {
        page.context().close();
    }
}
