package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * A variable, a configuration file or an option is malformed, or names what cannot be used. Correct the place that the
 * message names.
 */
public final class ConfigurationException extends AudModelException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        this(message, null);
    }

    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
