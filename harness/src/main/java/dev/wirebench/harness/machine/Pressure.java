package dev.wirebench.harness.machine;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * For how many microseconds since the machine started something had to wait for want of a resource; pressure stall
 * information, Documentation/accounting/psi.rst of Linux. Immutable.
 */
public record Pressure(OptionalLong processorUs, OptionalLong memoryUs, OptionalLong ioUs) {

    public static Pressure read(KernelFiles files) {
        return new Pressure(some(files, "cpu"), some(files, "memory"), some(files, "io"));
    }

    /** What was waited since then. */
    public Pressure since(Pressure before) {
        return new Pressure(
                since(before.processorUs, processorUs), since(before.memoryUs, memoryUs), since(before.ioUs, ioUs));
    }

    private static OptionalLong since(OptionalLong before, OptionalLong now) {
        return before.isPresent() && now.isPresent()
                ? OptionalLong.of(now.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    private static OptionalLong some(KernelFiles files, String resource) {
        Optional<String> averages = files.value("/proc/pressure/" + resource, "some ");
        return averages.map(line -> KernelFiles.parse(line.replaceFirst(".*total=", "")))
                .orElse(OptionalLong.empty());
    }
}
