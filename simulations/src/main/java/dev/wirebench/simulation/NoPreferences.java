package dev.wirebench.simulation;

import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;

/**
 * Preferences that keep nothing and say that everything was looked up just now.
 *
 * <p>Gatling asks the registry for a newer version of itself unless the user's preferences say that it did so lately;
 * there is no other switch. A measurement is no occasion to use the network. Immutable.
 */
public final class NoPreferences implements PreferencesFactory {

    /** When Gatling last asked, in epoch milliseconds; it compares this with the present. */
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
