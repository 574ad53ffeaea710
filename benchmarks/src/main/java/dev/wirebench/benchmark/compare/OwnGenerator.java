package dev.wirebench.benchmark.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wirebench.benchmark.OwnBlock;
import dev.wirebench.loadgen.BlockSpec;
import dev.wirebench.loadgen.Clock;
import dev.wirebench.loadgen.LoadGenerator;
import dev.wirebench.model.Counts;
import dev.wirebench.model.Load;
import dev.wirebench.model.Measure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/**
 * Wirebench's generator in a process of its own: for each line of JSON on standard input, a {@link BlockSpec}, it
 * measures a block and prints a line with its {@link Figures}. It ends when its standard input does.
 */
public final class OwnGenerator {

    /** What a line begins with that says why there are no figures. */
    static final String FAILED = "failed: ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private OwnGenerator() {}

    public static void main(String[] args) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            System.out.println(answer(line));
        }
    }

    static String toLine(BlockSpec job) {
        try {
            return JSON.writeValueAsString(job);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static BlockSpec parse(String line) throws IOException {
        return JSON.readValue(line, BlockSpec.class);
    }

    private static String answer(String line) throws IOException {
        BlockSpec job = parse(line);
        try {
            return measure(job).toLine();
        } catch (RuntimeException e) {
            e.printStackTrace();
            return FAILED + e;
        }
    }

    private static Figures measure(BlockSpec job) {
        OwnBlock block = OwnBlock.measure(new LoadGenerator(Clock.SYSTEM), job);
        Counts counts = block.result().block().counts();
        Measure measure = job.load() instanceof Load.Open ? Measure.RESPONSE : Measure.SERVICE;
        Histogram times = block.result().total(measure);
        return new Figures(
                counts.answered(),
                counts.intended() - counts.answered(),
                block.result().block().elapsedNs(),
                block.userNs(),
                block.systemNs(),
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(90),
                times.getValueAtPercentile(99),
                times.getValueAtPercentile(99.9));
    }
}
