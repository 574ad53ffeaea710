package dev.wirebench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wirebench.harness.machine.KernelFiles;
import dev.wirebench.harness.progress.Terminal;
import dev.wirebench.harness.run.SelfCheck;
import dev.wirebench.lab.doctor.ActivityChecks;
import dev.wirebench.lab.doctor.ClockChecks;
import dev.wirebench.lab.doctor.ConnectionChecks;
import dev.wirebench.lab.doctor.DoctorFinding;
import dev.wirebench.lab.doctor.DoctorText;
import dev.wirebench.lab.doctor.MachineActivity;
import dev.wirebench.lab.doctor.MachineRequirement;
import dev.wirebench.lab.doctor.MachineSample;
import dev.wirebench.lab.doctor.MemoryChecks;
import dev.wirebench.lab.doctor.NetworkChecks;
import dev.wirebench.lab.doctor.ProcessorChecks;
import dev.wirebench.lab.doctor.ProgramChecks;
import dev.wirebench.lab.doctor.RunLimits;
import dev.wirebench.loadgen.socket.SocketKind;
import dev.wirebench.model.plan.PlanFile;
import dev.wirebench.report.read.GeneratorLag;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirebench doctor}: is this machine fit to measure on? */
@Command(
        name = "doctor",
        description = {
            "Checks in two seconds what on this machine would distort a measurement, and how to fix it.",
            "Exit code: 0 fit, perhaps with warnings; 1 something would distort; 2 bad plan or usage."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final RunLimits LIMITS = new RunLimits(
            SelfCheck.LONGEST_PAUSE_NS, SelfCheck.PAUSES_SHARE, GeneratorLag.LIMIT_NS, SelfCheck.RUN_WAIT_SHARE);

    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description =
                    "The plan that the machine should be fit for, a YAML file (default: one worker and 64 connections).")
    private Path planFile;

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean isJson;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "Where runs are saved (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("results");

    /** What {@code --json} prints. */
    private record Diagnosis(boolean fit, List<DoctorFinding> findings) {}

    @Override
    public Integer call() throws IOException {
        MachineRequirement need =
                planFile == null ? MachineRequirement.USUAL : MachineRequirement.of(PlanFile.read(planFile));
        List<DoctorFinding> findings = examine(KernelFiles.OF_THIS_MACHINE, need);
        if (isJson) {
            System.out.println(json(findings));
        } else {
            DoctorText.lines(findings, Terminal.STANDARD_OUTPUT.takesEscapes()).forEach(System.out::println);
            if (planFile == null) {
                System.out.println("Asked for one worker and 64 connections; wirebench doctor PLAN asks for a plan.");
            }
        }
        System.out.flush();
        return DoctorText.isFit(findings) ? ExitCode.PASSED : ExitCode.FAILED;
    }

    List<DoctorFinding> examine(KernelFiles files, MachineRequirement need) throws IOException {
        MachineActivity sample = MachineSample.take(files);
        return Stream.of(
                        new ProcessorChecks(files, need).findings(),
                        new ActivityChecks(files, sample, need, LIMITS).findings(),
                        new ClockChecks(files, sample, need, LIMITS).findings(),
                        new MemoryChecks(files, need).findings(),
                        new ConnectionChecks(files, need).findings(),
                        new NetworkChecks(files, sample, need).findings(),
                        new ProgramChecks(jvm(), whyNoSystemCalls(), disk()).findings())
                .flatMap(List::stream)
                .toList();
    }

    private static String json(List<DoctorFinding> findings) throws JsonProcessingException {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(new Diagnosis(DoctorText.isFit(findings), findings));
    }

    private static ProgramChecks.Jvm jvm() {
        return new ProgramChecks.Jvm(
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                System.getenv());
    }

    private static Optional<String> whyNoSystemCalls() {
        if (SocketKind.ofThisMachine() == SocketKind.EPOLL) {
            return Optional.empty();
        }
        return SocketKind.EPOLL.whyNot().or(() -> Optional.of("-D" + SocketKind.PROPERTY + " asks for them"));
    }

    /** Of the folder, or of the nearest one above it that there is. */
    private ProgramChecks.Disk disk() {
        Path folder = ResultsOption.nearest(results);
        OptionalLong left;
        try {
            left = OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            left = OptionalLong.empty();
        }
        return new ProgramChecks.Disk(folder.toString(), Files.isDirectory(folder) && Files.isWritable(folder), left);
    }
}
