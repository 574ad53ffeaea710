package dev.wirebench.cli;

import dev.wirebench.lab.anatomy.AnatomyCapture;
import dev.wirebench.lab.anatomy.AnatomyPlan;
import dev.wirebench.lab.anatomy.ListenerLog;
import dev.wirebench.model.plan.Cell;
import dev.wirebench.model.plan.Plan;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.model.text.PlanException;
import dev.wirebench.report.anatomy.Anatomy;
import dev.wirebench.report.anatomy.AnatomyText;
import dev.wirebench.report.anatomy.Exchange;
import dev.wirebench.targets.TargetOptions;
import dev.wirebench.targets.Targets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench anatomy}: shows what each wire puts on the socket. */
@Command(
        name = "anatomy",
        description = "Sends a message on each wire and shows what went over the socket, byte by byte.",
        mixinStandardHelpOptions = true)
final class AnatomyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "CELL",
            description =
                    "One cell, such as websocket-short (default: all six, and what a bare listening socket sees).")
    private String cell;

    @ArgGroup
    private Payload payload = new Payload();

    @ArgGroup
    private Service service = new Service();

    @Option(names = "--json", description = "Print JSON, in the format of anatomy.json.")
    private boolean isJson;

    /** What is sent. */
    static final class Payload {
        @Option(names = "--payload", paramLabel = "TEXT", description = "The message.")
        private String text;

        @Option(
                names = "--payload-bytes",
                paramLabel = "N",
                description = "Size of a generated message in bytes (default: 64, or the plan's).")
        private Integer bytes;
    }

    /** Where to, instead of the embedded targets. */
    static final class Service {
        @Option(names = "--plan", paramLabel = "PLAN", description = "The services and cells of a plan.")
        private Path plan;

        @Option(names = "--url", paramLabel = "URL", description = "A service of your own: http://, ws:// or tcp://.")
        private URI url;
    }

    @Override
    public Integer call() throws IOException {
        AnatomyPlan asked = new AnatomyPlan(cell(), payload.text, payload.bytes);
        Plan plan = service.url != null
                ? asked.of(service.url)
                : service.plan != null ? asked.of(PlanFile.read(service.plan)) : asked.ofEmbedded();
        Anatomy anatomy = plan.target() == null
                ? ofEmbedded(plan)
                : new Anatomy(new AnatomyCapture(plan, plan.target(), false).all());
        System.out.print(isJson ? anatomy.toJson() : AnatomyText.of(anatomy, Ansi.AUTO.enabled()));
        System.out.flush();
        return ExitCode.PASSED;
    }

    private Cell cell() {
        try {
            return cell == null ? null : Cell.parse(cell);
        } catch (IllegalArgumentException e) {
            throw new PlanException(e.getMessage());
        }
    }

    /** In this process: nothing is measured, so nothing is disturbed by that. */
    private Anatomy ofEmbedded(Plan plan) throws IOException {
        ListenerLog log = new ListenerLog();
        try (Targets targets = Targets.start(TargetOptions.DEFAULTS, log.stream())) {
            AnatomyPlan asked = new AnatomyPlan(cell(), payload.text, payload.bytes);
            var target = asked.withPayload(targets.endpoints().toTarget());
            AnatomyCapture anatomist = new AnatomyCapture(plan, target, true);
            List<Exchange> exchanges = new ArrayList<>();
            if (cell == null) {
                exchanges.addAll(AnatomyCapture.ofListener(targets.endpoints(), log));
                exchanges.addAll(anatomist.all());
            } else {
                exchanges.addAll(anatomist.cells());
            }
            return new Anatomy(exchanges);
        }
    }
}
