package dev.wirebench.simulation;

import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;

/**
 * Preferences that store nothing and claim that Gatling has just checked for updates.
 *
 * <p>Gatling looks for a newer version of itself unless the user's preferences say that it did so recently; there is no other
 * switch, and a measurement must not use the network. Immutable.
 */
public final class NoPreferences implements PreferencesFactory {

    /** Time of Gatling's last check in epoch milliseconds, which it compares with the current time. */
    private static final String LAST_CHECK = "lastCheckTimestamp";

    @Override
    public Preferences systemRoot() {
        return new Node(null, "");
    }

    @Override
    public Preferences userRoot() {
        return new Node(null, "");
    }

    private static final class Node extends AbstractPreferences {

        Node(AbstractPreferences parent, String name) {
            super(parent, name);
        }

        @Override
        protected String getSpi(String key) {
            return key.equals(LAST_CHECK) ? Long.toString(System.currentTimeMillis()) : null;
        }

        @Override
        protected void putSpi(String key, String value) {}

        @Override
        protected void removeSpi(String key) {}

        @Override
        protected void removeNodeSpi() {}

        @Override
        protected String[] keysSpi() {
            return new String[0];
        }

        @Override
        protected String[] childrenNamesSpi() {
            return new String[0];
        }

        @Override
        protected AbstractPreferences childSpi(String name) {
            return new Node(this, name);
        }

        @Override
        protected void syncSpi() {}

        @Override
        protected void flushSpi() {}
    }
}
