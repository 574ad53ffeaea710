package dev.wirebench.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * One HTML file that needs nothing else and runs no script but those written into it, whose hashes its
 * Content-Security-Policy names: ECharts, {@code theme.js} with
 * {@code charts.js}, {@code elements.js}, and one that draws the page from its data.
 */
public final class StandalonePage {

    private static final String ECHARTS = "/META-INF/maven/org.webjars/echarts/pom.properties";

    private StandalonePage() {}

    /**
     * @param title of the window, and {@code instead} what to read without scripts, as HTML
     * @param script puts what it draws into the element {@code #page}
     * @param json what it draws; the text of the element {@code #data}
     */
    public static String of(String title, String instead, String script, String json) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "echarts",
                script(resource("/META-INF/resources/webjars/echarts/" + echartsVersion() + "/echarts.min.js")));
        parts.put("charts", script(resource("theme.js") + resource("charts.js")));
        parts.put("elements", script(resource("elements.js")));
        parts.put("page", script(script));
        StringBuilder hashes = new StringBuilder();
        parts.values()
                .forEach(each -> hashes.append(" 'sha256-").append(sha256(each)).append('\''));
        parts.put("hashes", hashes.toString().strip());
        parts.put("title", title);
        parts.put("instead", instead);
        parts.put("css", resource("page.css") + resource("anatomy.css"));
        parts.put("data", escaped(json));
        return filled(resource("page.html"), parts);
    }

    /** JSON that no HTML parser takes for the end of a script element: it has neither '<' nor '>' nor '&'. */
    private static String escaped(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** Replaces each {@code {{name}}} once, from left to right, so that no part is searched for names. */
    private static String filled(String template, Map<String, String> parts) {
        StringBuilder page = new StringBuilder();
        int from = 0;
        for (int at; (at = template.indexOf("{{", from)) >= 0; ) {
            int end = template.indexOf("}}", at);
            page.append(template, from, at).append(parts.get(template.substring(at + 2, end)));
            from = end + 2;
        }
        return page.append(template, from, template.length()).toString();
    }

    /** The HTML parser hands scripts on with line feeds only, and that is what is hashed. */
    private static String script(String source) {
        if (source.toLowerCase().contains("</script") || source.contains("<!--")) {
            throw new IllegalStateException("a script that cannot be inlined");
        }
        return source.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String echartsVersion() {
        Properties properties = new Properties();
        try (InputStream in = StandalonePage.class.getResourceAsStream(ECHARTS)) {
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file beside this class. */
    static String resource(String name) {
        try (InputStream in = StandalonePage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
