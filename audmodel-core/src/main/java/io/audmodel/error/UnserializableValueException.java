package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/**
 * Parameters or metadata hold a value that documents cannot hold, as {@link io.audmodel.value.Tree} describes. Nothing
 * was written.
 */
public final class UnserializableValueException extends AudModelException {

    private static final long serialVersionUID = 1L;

    private final String location;
    private final String problem;

    /**
     * @param location where in the tree the value is, such as {@code $.layers[2].size}; {@code $} is the tree itself
     */
    public UnserializableValueException(String location, String problem) {
        this(location, problem, null);
    }

    public UnserializableValueException(String location, String problem, @Nullable Throwable cause) {
        super("cannot serialize the value at " + location + ": " + problem, cause);
        this.location = location;
        this.problem = problem;
    }

    /** Returns what is wrong with the value. */
    public String problem() {
        return problem;
    }

    /** Returns where in the tree the value is, such as {@code $.layers[2].size}. */
    public String location() {
        return location;
    }
}
