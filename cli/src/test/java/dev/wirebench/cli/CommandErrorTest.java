package dev.wirebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of each mistake; {@code @} stands for a folder with some files that are wrong. */
class CommandErrorTest {

    private static final String PLAN = "name: x\ncells: [raw-long]\nload: [{kind: closed, connections: 1}]\n"
            + "phases: {warmUpSeconds: 0, measurementSeconds: 0.1}\n";

    @TempDir
    private Path folder;

    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void listen() throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Files.writeString(folder.resolve("open.yaml"), "name: x\ncells: [raw-long\n");
        Files.write(folder.resolve("binary.yaml"), new byte[] {0, -1, -2});
        Files.writeString(Files.createDirectory(folder.resolve("damaged")).resolve("record.json"), "{\"format\": 2,\n");
        Files.writeString(Files.createDirectory(folder.resolve("newer")).resolve("record.json"), "{\"format\": 9}\n");
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(usualOut);
        System.setErr(usualErr);
    }

    private int wirebench(String words) {
        return Wirebench.run(
                words.isEmpty()
                        ? new String[0]
                        : words.replace("@", folder.toString()).split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                      | no command was given; there are run, serve, report, | see 'wirebench --help'
            rum                                     | unknown command 'rum'; did you mean run             | See 'wirebench --help'
            xyzzy                                   | unknown command 'xyzzy'; there are run, serve       | see 'wirebench --help'
            --xyzzy                                 | unknown option '--xyzzy'                            | see 'wirebench --help'
            run --resuls x                          | unknown option '--resuls'; did you mean --results?  | See 'wirebench run --help'
            run a b                                 | unexpected 'b'                                      | see 'wirebench run --help'
            run @/none.yaml                         | none.yaml: no such plan                             | ready ones lie in plans/
            run @                                   | : is a folder                                       | a plan is a YAML file
            run @/open.yaml                         | open.yaml:2:8: cells: while parsing a flow sequence | expected ',' or ']'
            run @/binary.yaml                       | binary.yaml                                         | is not text in UTF-8
            run @/plan.yaml --results @/plan.yaml/x | --results: nothing can be written to                | plan.yaml is not a directory
            truth --only T10                        | unknown schedule 'T10'                              | there are T0, T1
            gate                                    | Missing required parameter: 'PLAN|RUN'              | see 'wirebench gate --help'
            gate @/plan.yaml                        | plan.yaml: there are no gates                       | use --gate
            gate @/plan.yaml --out odd=x            | unknown output 'odd'; allowed: junit, markdown      | see 'wirebench gate --help'
            gate @/plan.yaml --out junti=x          | unknown output 'junti'; allowed: junit, markdown    | ; did you mean junit?
            run @/plan.yaml --target wirebnech      | unknown system 'wirebnech'; there are wirebench    | ; did you mean wirebench?
            anatomy raw-lnog                        | unknown cell 'raw-lnog'; allowed: http               | ; did you mean raw-long?
            gate @/plan.yaml --out github=- --json  | --out KIND=- and --json both want standard output   | name a file
            report @/none                           | none: not a run folder                              | record.json
            report @/damaged                        | record.json:2: damaged: Unexpected end-of-input     | Object entries
            report @/newer                          | record.json: format 9 is unknown                    | this version reads 1 to 3
            baseline                                | no command was given; there are save                | see 'wirebench baseline --help'
            serve --http-port x                     | Invalid value for option '--http-port': 'x'         | see 'wirebench serve --help'
            serve --http-port 65536                 | --http-port must be 0 to 65535                      | was 65536
            serve --script @/none.yaml              | none.yaml: no such plan                             | YAML
            """)
    void aMistakeIsOneLineThatSaysWhatAndWhereAndWhatIsAllowed(String words, String what, String hint) {
        assertThat(wirebench(words)).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("wirebench: ")
                .contains(what, hint);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        if (!words.contains("--json")) {
            assertThat(out.size()).isZero();
        }
    }

    @Test
    void onlyDebugShowsWhereInTheCode() {
        assertThat(wirebench("report --debug @/newer")).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSizeGreaterThan(2)
                .anyMatch(line -> line.startsWith("\tat dev.wirebench.cli."));
    }

    @Test
    void aFailureOfTheHarnessIsOneLineToo() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        Path run = folder.resolve("newer");
        int exit = CommandError.ofFailure(
                new IllegalStateException("broken\n  inside", new IOException(notAFolder + ": gone")),
                Wirebench.commandLine(),
                java.util.List.of("report", run.toString()));
        assertThat(exit).isEqualTo(ExitCode.HARNESS_FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("wirebench: broken inside: " + notAFolder + ": gone" + " (--debug shows where)"
                        + System.lineSeparator());
    }

    @Test
    void withJsonStandardOutputSaysItToo() throws IOException {
        assertThat(wirebench("report --json @/none")).isEqualTo(ExitCode.BAD_PLAN_OR_USAGE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"command\" : \"report\"", "\"exitCode\" : 2", "not a run folder");
        out.reset();
        wirebench("run --json --xyzzy");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"command\" : \"run\"", "unknown option '--xyzzy'");
    }
}
