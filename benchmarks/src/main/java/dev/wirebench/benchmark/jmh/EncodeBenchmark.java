package dev.wirebench.benchmark.jmh;

import dev.wirebench.model.Protocol;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A message as bytes in a buffer. Confined to one thread. */
public class EncodeBenchmark extends PathBenchmark {

    @Param
    Protocol protocol;

    private Exchanges exchanges;

    @Setup
    public void open() {
        exchanges = new Exchanges(Answers.on(protocol));
        exchanges.requireAnswered();
    }

    @Benchmark
    @OperationsPerInvocation(Exchanges.COUNT)
    public int encode() {
        int bytes = 0;
        for (Exchange exchange : exchanges.all) {
            bytes += exchanges.encode(exchange);
        }
        return bytes;
    }
}
