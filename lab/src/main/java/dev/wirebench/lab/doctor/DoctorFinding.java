package dev.wirebench.lab.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.wirebench.model.text.SafeText;
import java.util.Locale;

/**
 * What one check has found. Immutable.
 *
 * @param distorts what of a measurement it would distort; null where nothing
 * @param command what mends it, for a shell on this machine; null where no command does
 * @param advice what else to do about it; null where there is a command, or nothing to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DoctorFinding(String check, Level level, String found, String distorts, String command, String advice) {

    /** As it can be printed: what was found may name files. */
    public DoctorFinding {
        found = SafeText.line(found);
        command = command == null ? null : SafeText.line(command);
    }

    DoctorFinding(String check, Level level, String found) {
        this(check, level, found, null, null, null);
    }

    static DoctorFinding ok(String check, String found) {
        return new DoctorFinding(check, Level.OK, found);
    }

    static DoctorFinding warning(String check, String found) {
        return new DoctorFinding(check, Level.WARNING, found);
    }

    static DoctorFinding problem(String check, String found) {
        return new DoctorFinding(check, Level.PROBLEM, found);
    }

    /** The worst that holds; nothing mends what is {@link Level#OK}. */
    static DoctorFinding rated(String check, boolean isWarning, boolean isProblem, String found) {
        return isProblem ? problem(check, found) : isWarning ? warning(check, found) : ok(check, found);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** @param what a file, or whatever else would have said it */
    static DoctorFinding unknown(String check, String what) {
        return new DoctorFinding(check, Level.UNKNOWN, "cannot be read: " + what);
    }

    DoctorFinding distorting(String what) {
        return with(what, command, advice);
    }

    DoctorFinding mendedBy(String shellCommand) {
        return with(distorts, shellCommand, null);
    }

    DoctorFinding advising(String text) {
        return with(distorts, null, text);
    }

    private DoctorFinding with(String newDistorts, String newCommand, String newAdvice) {
        return level == Level.OK ? this : new DoctorFinding(check, level, found, newDistorts, newCommand, newAdvice);
    }
}
