package io.audmodel.error;

import java.util.List;

/**
 * Found in no repository that answered, but not every repository did. Whether it exists is unknown; the failure of
 * each silent repository is among {@link #failures()} (the first one is also the cause).
 */
public final class RepositoriesUnavailableException extends AudModelException {

    private static final long serialVersionUID = 1L;

    private final AudModelException[] failures;

    /** @param failures one for each repository that did not answer, in search order, at least one */
    public RepositoriesUnavailableException(String message, List<? extends AudModelException> failures) {
        super(message, failures.get(0));
        this.failures = failures.toArray(AudModelException[]::new);
        failures.stream().skip(1).forEach(this::addSuppressed);
    }

    /** One for each repository that did not answer, in search order. */
    public List<AudModelException> failures() {
        return List.of(failures);
    }
}
