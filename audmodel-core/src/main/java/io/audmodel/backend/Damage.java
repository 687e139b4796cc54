package io.audmodel.backend;

import io.audmodel.error.ConfigurationException;

/** Finds text that the JDK decoded in a locale without its characters: the original bytes are lost. */
final class Damage {

    private static final char REPLACEMENT = '\uFFFD';

    private Damage() {}

    /** @throws ConfigurationException if characters of the value were lost */
    static String requireNone(String what, String value) {
        if (value.indexOf(REPLACEMENT) >= 0) {
            throw new ConfigurationException(message(what, value));
        }
        return value;
    }

    static String message(String what, String value) {
        return what + ", '" + value
                + "', has characters that the locale of this process lacks: set a locale with UTF-8,"
                + " such as LC_ALL=C.UTF-8";
    }
}
