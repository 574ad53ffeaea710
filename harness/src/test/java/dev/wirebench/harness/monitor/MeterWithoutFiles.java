package dev.wirebench.harness.monitor;

import dev.wirebench.harness.process.ProcessSet;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** A program that takes all file descriptors it can have before a measurement starts, and prints what could be read. */
final class MeterWithoutFiles {

    private MeterWithoutFiles() {}

    public static void main(String[] args) throws IOException {
        List<FileInputStream> taken = new ArrayList<>();
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HiccupMeter pauses = HiccupMeter.start()) {
            ResourceSampler meter = new ResourceSampler(
                    ProcessSet.of(ProcessHandle.current().pid()),
                    pauses,
                    ResourceSamplerTest.at(target.getLocalPort()));
            takeAll(taken);
            meter.measurementStarted();
            meter.drained();
            for (FileInputStream file : taken) {
                file.close();
            }
            System.out.println(meter.usage());
            System.out.println(meter.surroundings());
        }
    }

    private static void takeAll(List<FileInputStream> taken) {
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // There are no more.
        }
    }
}
