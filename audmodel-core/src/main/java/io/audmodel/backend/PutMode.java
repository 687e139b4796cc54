package io.audmodel.backend;

import io.audmodel.error.InvalidArgumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The condition of a write. Immutable. */
public final class PutMode {

    /** The three conditions. */
    public enum Kind {
        /** Only if there is no object at the path. */
        CREATE,
        /** Whatever is there. */
        OVERWRITE,
        /** Only if the object at the path has a certain revision. */
        REPLACE
    }

    private static final PutMode CREATE = new PutMode(Kind.CREATE, null);
    private static final PutMode CREATE_UNIQUE = new PutMode(Kind.CREATE, null);
    private static final PutMode OVERWRITE = new PutMode(Kind.OVERWRITE, null);

    private final Kind kind;
    private final @Nullable Revision expected;

    private PutMode(Kind kind, @Nullable Revision expected) {
        this.kind = kind;
        this.expected = expected;
    }

    /** Writes only if there is no object at the path. */
    public static PutMode create() {
        return CREATE;
    }

    /**
     * Creates at a path that nobody else writes, such as one with a random name. A backend need not check first what is
     * there, even if its store keeps no conditions.
     */
    public static PutMode createUnique() {
        return CREATE_UNIQUE;
    }

    /** Writes whatever is there. */
    public static PutMode overwrite() {
        return OVERWRITE;
    }

    /** Writes only if the object at the path is there and has this revision. */
    public static PutMode replace(Revision expected) {
        return new PutMode(Kind.REPLACE, expected);
    }

    /**
     * Replaces the object if it has a revision; overwrites it if it has none, since the store cannot compare and set.
     */
    public static PutMode replace(ObjectInfo current) {
        return current.revision().map(PutMode::replace).orElse(OVERWRITE);
    }

    /** Returns which of the three conditions this is. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether nobody else writes at the path. */
    public boolean isUnique() {
        return this == CREATE_UNIQUE;
    }

    /**
     * Returns the revision that {@link Kind#REPLACE} expects.
     *
     * @throws InvalidArgumentException for another kind
     */
    public Revision expected() {
        return Optional.ofNullable(expected)
                .orElseThrow(() -> new InvalidArgumentException(kind + " expects no revision; ask for kind() first"));
    }

    @Override
    public String toString() {
        return kind + (expected == null ? "" : " " + expected);
    }
}
