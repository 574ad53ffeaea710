package dev.wirebench.benchmark.compare;

import dev.wirebench.benchmark.Json;
import dev.wirebench.benchmark.MeasuredBlock;
import dev.wirebench.benchmark.tool.TrialResult;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.plan.Load;
import dev.wirebench.model.plan.Measure;
import dev.wirebench.model.record.Counts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Wirebench's generator in a process of its own: for each line of JSON on standard input, a {@link BlockSpec}, it
 * measures a block and prints a {@link TrialResult} as a line. Ends with its standard input.
 */
public final class GeneratorMain {

    /** Prefix of a line that gives the reason why there is no result. */
    static final String FAILED = "failed: ";

    private GeneratorMain() {}

    public static void main(String[] args) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            System.out.println(answer(parse(line)));
        }
    }

    static String toLine(BlockSpec job) throws IOException {
        return Json.MAPPER.writeValueAsString(job);
    }

    static BlockSpec parse(String line) throws IOException {
        return Json.MAPPER.readValue(line, BlockSpec.class);
    }

    private static String answer(BlockSpec job) {
        try {
            return measure(job).toJson().toString();
        } catch (RuntimeException e) {
            e.printStackTrace();
            return FAILED + e;
        }
    }

    private static TrialResult measure(BlockSpec job) {
        MeasuredBlock measured = MeasuredBlock.measure(new LoadGenerator(Clock.SYSTEM), job);
        Counts counts = measured.result().block().counts();
        Measure measure = job.load() instanceof Load.Open ? Measure.RESPONSE : Measure.SERVICE;
        Histogram times = measured.result().total(measure);
        return new TrialResult(
                counts.answered(),
                counts.intended() - counts.answered(),
                measured.result().block().elapsedNs(),
                measured.userNs(),
                measured.systemNs(),
                TrialResult.percentiles(percentile -> OptionalLong.of(times.getValueAtPercentile(percentile))));
    }
}
