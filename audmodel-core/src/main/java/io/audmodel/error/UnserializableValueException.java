package io.audmodel.error;

import org.jspecify.annotations.Nullable;

/** Parameters or metadata hold something that YAML, or the model of values, cannot hold. Nothing was written. */
public final class UnserializableValueException extends AudModelException {

    private static final long serialVersionUID = 1L;

    private final String location;
    private final String problem;

    /** @param location where in the tree, such as {@code $.layers[2].size}; {@code $} is the tree itself */
    public UnserializableValueException(String location, String problem) {
        this(location, problem, null);
    }

    public UnserializableValueException(String location, String problem, @Nullable Throwable cause) {
        super("cannot serialize the value at " + location + ": " + problem, cause);
        this.location = location;
        this.problem = problem;
    }

    /** What is wrong with it. */
    public String problem() {
        return problem;
    }

    /** Where in the tree the value stands, such as {@code $.layers[2].size}. */
    public String location() {
        return location;
    }
}
