package io.audmodel.error;

import java.util.List;

/**
 * No repository that answered has the model or alias, but not every repository answered, so it is unknown whether it
 * exists. {@link #failures()} has the failure of each silent repository; the first one is also the cause.
 */
public final class RepositoriesUnavailableException extends AudModelException {

    private static final long serialVersionUID = 1L;

    private final AudModelException[] failures;

    /** @param failures one for each repository that did not answer, in search order; at least one */
    public RepositoriesUnavailableException(String message, List<? extends AudModelException> failures) {
        super(message, failures.get(0));
        this.failures = failures.toArray(AudModelException[]::new);
        failures.stream().skip(1).forEach(this::addSuppressed);
    }

    /** Returns one failure for each repository that did not answer, in search order. */
    public List<AudModelException> failures() {
        return List.of(failures);
    }
}
