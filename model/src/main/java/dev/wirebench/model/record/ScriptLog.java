package dev.wirebench.model.record;

import dev.wirebench.model.service.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a scripted target did with each message: a text file with a row for each, in the order of receipt. */
public final class ScriptLog {

    /** Its name in a run folder. */
    public static final String FILE = "script.tsv";

    /** Stands for {@code releasedNs} and {@code plannedNs} where a message was not answered. */
    public static final long NEVER = -1;

    /** Stands for a message that does not begin with a sequence number. */
    public static final long NO_SEQUENCE = -1;

    public static final String HEAD = "wire\tsequence\treceivedNs\tserviceNs\tplannedNs\treleasedNs";

    private ScriptLog() {}

    /**
     * One message; instants count from the start of the script on the target's monotonic clock.
     *
     * @param sequence the number that the payload begins with, as 16 hexadecimal digits, or {@link #NO_SEQUENCE}
     * @param receivedNs when it had been read whole
     * @param serviceNs how long the work on it takes
     * @param plannedNs when its answer was due
     * @param releasedNs when its answer was handed to the socket
     */
    public record Row(Protocol wire, long sequence, long receivedNs, long serviceNs, long plannedNs, long releasedNs) {

        public boolean isAnswered() {
            return releasedNs != NEVER;
        }

        public String toLine() {
            return wire.label() + "\t" + sequence + "\t" + receivedNs + "\t" + serviceNs + "\t" + plannedNs + "\t"
                    + releasedNs;
        }
    }

    /** @throws IOException if there is no log, or a line of it is damaged; it is named */
    public static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            number++;
            if (number == 1 && line.equals(HEAD)) {
                continue;
            }
            String[] fields = line.split("\t", -1);
            try {
                rows.add(new Row(
                        Protocol.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        Long.parseLong(fields[4]),
                        Long.parseLong(fields[5])));
            } catch (RuntimeException e) {
                throw new IOException(file + ":" + number + ": not a row of a script's log: " + line, e);
            }
        }
        return rows;
    }
}
