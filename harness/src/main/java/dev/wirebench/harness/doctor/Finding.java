package dev.wirebench.harness.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.wirebench.model.SafeText;

/**
 * What one check has found. Immutable.
 *
 * @param distorts what of a measurement it would distort; null where nothing
 * @param command what mends it, for a shell on this machine; null where no command does
 * @param advice what else to do about it; null where there is a command, or nothing to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(String check, Level level, String found, String distorts, String command, String advice) {

    /** As it can be printed: what was found may name files. */
    public Finding {
        found = SafeText.line(found);
        command = command == null ? null : SafeText.line(command);
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Level.OK, found, null, null, null);
    }

    static Finding warning(String check, String found) {
        return new Finding(check, Level.WARNING, found, null, null, null);
    }

    static Finding problem(String check, String found) {
        return new Finding(check, Level.PROBLEM, found, null, null, null);
    }

    /** @param what a file, or whatever else would have said it */
    static Finding unknown(String check, String what) {
        return new Finding(check, Level.UNKNOWN, "cannot be read: " + what, null, null, null);
    }

    Finding distorting(String what) {
        return new Finding(check, level, found, what, command, advice);
    }

    Finding mendedBy(String shellCommand) {
        return new Finding(check, level, found, distorts, shellCommand, null);
    }

    Finding advising(String text) {
        return new Finding(check, level, found, distorts, null, text);
    }
}
