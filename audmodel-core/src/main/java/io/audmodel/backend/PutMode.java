package io.audmodel.backend;

import io.audmodel.error.InvalidArgumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Under which condition a write takes place. */
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
     * {@link #create} at a path that nobody else writes, such as one with a random name: a backend need not look what is
     * there, whatever it thinks of its store.
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
     * {@link #replace} where the store told a revision; {@link #overwrite} where it cannot compare and set, and so told
     * none.
     */
    public static PutMode replace(ObjectInfo current) {
        return current.revision().map(PutMode::replace).orElse(OVERWRITE);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether nobody else writes at the path. */
    public boolean isUnique() {
        return this == CREATE_UNIQUE;
    }

    /**
     * The revision that {@link Kind#REPLACE} expects.
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
