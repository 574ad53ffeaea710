package dev.wirebench.harness.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of Wirebench and of what it is built with, as the build has written them. */
public final class Versions {

    private Versions() {}

    static Properties all() {
        Properties versions = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/wirebench.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    public static String wirebench() {
        return all().getProperty("wirebench");
    }
}
