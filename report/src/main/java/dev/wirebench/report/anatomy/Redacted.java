package dev.wirebench.report.anatomy;

import dev.wirebench.model.text.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Units whose bytes show no credential: each byte of one becomes {@code *}, also on the wire where that is masked. */
final class Redacted {

    private final Redaction redaction;

    Redacted(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Lines are judged one by one; the content as a whole, however it was cut into chunks. */
    Pdu unit(Pdu unit) {
        StringBuilder content = new StringBuilder();
        unit.parts().stream().filter(Redacted::isContent).forEach(part -> content.append(text(part)));
        String starred = redaction.starred(content.toString());
        List<Field> parts = new ArrayList<>();
        int at = 0;
        for (Field part : unit.parts()) {
            if (isContent(part)) {
                int length = part.shown().length;
                parts.add(part(part, starred.substring(at, at + length)));
                at += length;
            } else {
                parts.add(part.layer() == Layer.HTTP ? part(part, redaction.starred(text(part))) : part);
            }
        }
        return new Pdu(
                unit.direction(),
                unit.what(),
                unit.stage(),
                unit.message(),
                unit.call(),
                unit.offset(),
                unit.bytes(),
                parts);
    }

    private static boolean isContent(Field part) {
        return part.layer() == Layer.MESSAGE || part.layer() == Layer.UNKNOWN;
    }

    private static String text(Field part) {
        return new String(part.said(), StandardCharsets.ISO_8859_1);
    }

    private Field part(Field part, String starred) {
        byte[] said = part.said();
        byte[] wire = part.shown();
        byte[] shown = starred.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < shown.length; i++) {
            wire[i] = shown[i] == said[i] ? wire[i] : shown[i];
        }
        return new Field(
                part.name(),
                part.layer(),
                part.offset(),
                part.bytes(),
                Field.hex(wire),
                part.plain() == null ? null : Field.hex(shown),
                redaction.sentence(part.meaning()),
                part.bits());
    }
}
