package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a plan, a record or a word on the command line holds, what is printed about it names no class, drives no
 * terminal and shows no secret. The commands are chosen so that none of them sends anything.
 */
@Timeout(300)
class HostileInputTest {

    private static final Pattern CLASS_NAME = Pattern.compile(
            "\\b(java|javax|jdk|sun|com|org|dev|picocli)\\.[a-z]\\w*\\.|\\b\\w+(Exception|Error)\\b|StreamReadConstraints"
                    + "|[A-Z]\\w+@[0-9a-f]{5,8}\\b|`");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}&&[^\\n]]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]");

    /** Its lines are mutated, all but those with a secret: these are added as they are. */
    private static final List<String> PLAN = List.of(
            "name: x",
            "cells: [http-short, raw-10, websocket-long, socket.io-long]",
            "load:",
            "  - {kind: open, ratePerSecond: 100, connections: 4, arrivals: poisson}",
            "  - {kind: closed, connections: 4}",
            "phases: {warmUpSeconds: 0, measurementSeconds: 1, timeoutSeconds: 1}",
            "payloadBytes: 64",
            "workers: 1",
            "seed: 7",
            "idleStrategy: hybrid",
            "gates:",
            "  - failed == 0",
            "  - {rule: p99 < 2 ms, onInconclusive: pass}",
            "secrets: [badge]",
            "baseline: {}",
            "target:",
            "  raw: {url: 'tcp://localhost:1', framing: {kind: fixed-size, bytes: 3}}",
            "  websocket:",
            "    url: ws://localhost/",
            "    message: text",
            "  http:",
            "    method: POST",
            "    expectStatus: 200");

    private static final List<String> SECRETS = List.of(
            "    url: 'http://me:s3cret@localhost/?jwt=s3cret&badge=s3cret'",
            "    headers: {Authorization: 's3cret', badge: [s3cret], X-Bad: \"\\u0000pwd=s3cret\"}",
            "    body: '{\"password\": \"s3cret\"}'");

    private static final List<String> HOSTILE = List.of(
            "\u001b[2J\u001b]0;x\u0007",
            "\"\\e[31m\\a\\u009b\\u202e\\u2066\"",
            "\u0085\u009b31m",
            "\u202eevil\u2066",
            "\"a\\nwirebench: all is well\\r\"",
            "!!x.y.Z x",
            "!!binary AAAA",
            "&a [*a]",
            "? [x]",
            "{",
            "]",
            "- ",
            "null",
            "~",
            "1e999",
            "-0x7f",
            "99999999999999999999999",
            "[[[[{}]]]]",
            "{a: {b: c}}",
            "\"\\ud800\"",
            "% @",
            "'",
            "\"",
            "<<: *x",
            "x: y: z",
            "true",
            "2026-01-01",
            ".nan",
            "\t");

    @TempDir
    private Path folder;

    private final Random random = new Random(20_261_130);
    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(usualOut);
        System.setErr(usualErr);
    }

    private String refused(String... words) {
        printed.reset();
        int exit = Wirebench.run(words);
        String text = printed.toString(StandardCharsets.UTF_8);
        String what = String.join(" ", words) + "\n" + text;
        assertThat(exit).as(what).isNotEqualTo(ExitCode.PASSED);
        assertThat(text).as(what).contains("wirebench: ").doesNotContain("s3cret");
        assertThat(CLASS_NAME.matcher(text).find()).as(what).isFalse();
        assertThat(CONTROL.matcher(text).find()).as(what).isFalse();
        assertThat(text.lines())
                .as(what)
                .allSatisfy(line ->
                        assertThat(line.startsWith("wirebench: ") ? line : "").hasSizeLessThan(1200));
        return text;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String mutated(String line) {
        int at = random.nextInt(line.length() + 1);
        int to = Math.min(line.length(), at + random.nextInt(6));
        return switch (random.nextInt(5)) {
            case 0 -> line.substring(0, at) + line.substring(to);
            case 1 -> line.substring(0, at) + any(HOSTILE) + line.substring(to);
            case 2 -> line.replaceFirst(": .*", ": ") + any(HOSTILE);
            case 3 -> any(HOSTILE) + line;
            default -> line.substring(0, at) + (char) random.nextInt(0x250) + line.substring(at);
        };
    }

    @Test
    void noPlanIsRefusedWithMoreThanItsMistakes() throws IOException {
        Path file = folder.resolve("plan.yaml");
        for (int i = 0; i < 600; i++) {
            List<String> lines = new ArrayList<>(PLAN);
            for (int mutations = random.nextInt(4); mutations >= 0; mutations--) {
                int at = random.nextInt(lines.size());
                if (!PLAN.get(at).startsWith("secrets")) {
                    lines.set(at, mutated(lines.get(at)));
                }
            }
            lines.addAll(SECRETS);
            Files.writeString(file, String.join("\n", lines) + "\n");
            refused("run", file.toString(), "--target", "none", "--json");
        }
    }

    @Test
    void aRecordIsRefusedWithoutTheWordsOfTheCode() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        String record = Files.readString(
                Path.of("../model/src/test/resources/golden/format-3/20260102T030405Z-sample-DISTURBED/record.json"));
        for (int i = 0; i < 150; i++) {
            List<String> lines = new ArrayList<>(record.lines().toList());
            int at = random.nextInt(lines.size());
            lines.set(
                    at,
                    random.nextBoolean()
                            ? "\"planted\": " + any(HOSTILE) + ","
                            : lines.get(at).replaceFirst(": .*", ": {\"x\": 1},"));
            Files.writeString(run.resolve("record.json"), String.join("\n", lines));
            printed.reset();
            if (Wirebench.run("gate", run.toString(), "--gate", "failed == 0") == ExitCode.BAD_PLAN_OR_USAGE) {
                refused("gate", run.toString(), "--gate", "failed == 0");
            }
        }
    }

    @Test
    void noWordOnTheCommandLineComesBackRaw() {
        List<List<String>> commands = List.of(
                List.of("{}"),
                List.of("run", "{}"),
                List.of("run", "--{}"),
                List.of("run", folder + "/no.yaml", "--results", "{}"),
                List.of("run", folder + "/{}"),
                List.of("gate", "{}"),
                List.of("gate", folder.toString(), "--out", "{}"),
                List.of("gate", folder.toString(), "--out", "{}={}"),
                List.of("gate", folder.toString(), "--gate", "{}"),
                List.of("report", "{}"),
                List.of("baseline", "save", "{}"),
                List.of("systems", "check", "{}"),
                List.of("systems", "check", "wirebench", "--connections", "{}"),
                List.of("systems", "install", "{}"),
                List.of("truth", "--only", "{}"),
                List.of("anatomy", "{}"),
                List.of("anatomy", "--plan", "{}"),
                List.of("anatomy", "--url", "{}"),
                List.of("anatomy", "--url", "http://me:s3cret@localhost/{}?token=s3cret"),
                List.of("anatomy", "--url", "ftp://me:s3cret@host/?a=1&code=s3cret&{}"),
                List.of("anatomy", "--payload-bytes", "{}"),
                List.of("serve", "--script", "{}/"),
                List.of("serve", "--http-port", "{}"),
                List.of("doctor", "{}"));
        List<String> words = new ArrayList<>(HOSTILE);
        words.addAll(List.of(
                "\0", "a\0b", "\n", "a\nb", "x".repeat(500), "\ud800", "http://s3cret@ h/", "a=b=c", "/dev/null/x"));
        for (List<String> command : commands) {
            for (String word : words) {
                if (!word.equals("-")) {
                    refused(command.stream()
                            .map(each -> each.replace("{}", word))
                            .toArray(String[]::new));
                }
            }
        }
    }

    @Test
    void aSecretOfARefusedUrlIsNotShown() throws IOException {
        for (String url : List.of(
                "http://me:s3cret@localhost/",
                "http://s3cret@localhost:99999/",
                "http://me:s3 cret@localhost/",
                "https://localhost/?sig=s3cret",
                "http://[bad/?passwd=s3cret",
                "http:me:s3cret@localhost/",
                "http://elsewhere.example/?session=s3cret",
                "http://localhost/?badge=s3cret#\u001b",
                "tcp://localhost/?sid=s3cret")) {
            Path file = Files.writeString(
                    folder.resolve("plan.yaml"),
                    String.join("\n", PLAN.subList(0, 16)) + "\n  http: {url: \"" + url.replace("\u001b", "\\e")
                            + "\"}\n");
            refused("run", file.toString(), "--target", "none");
            refused("anatomy", "--plan", file.toString());
            if (!url.contains("badge")) {
                refused("anatomy", "--url", url);
            }
        }
        assertThat(Arrays.asList(folder.toFile().list())).containsExactly("plan.yaml");
    }
}
