package io.audmodel.serializer;

import io.audmodel.error.CorruptContentException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document that is no value: an object that only the program which wrote it could make, or a text that does
 * not fit its tag. Two are equal if they are written alike, wherever they stand.
 */
public final class Unreadable {

    private final String tag;
    private final @Nullable Object content;
    private final CorruptContentException problem;

    /**
     * @param tag the full tag; empty if there is none
     * @param content what follows the tag, read without the tag
     * @param problem what is wrong, and where
     */
    public Unreadable(String tag, @Nullable Object content, CorruptContentException problem) {
        this.tag = tag;
        this.content = content;
        this.problem = problem;
    }

    /**
     * Returns the value if it has no unreadable part, at any depth.
     *
     * @throws CorruptContentException the problem of the first unreadable part
     */
    public static @Nullable Object requireNone(@Nullable Object value) {
        if (value instanceof Unreadable part) {
            throw part.problem;
        }
        if (value instanceof List<?> list) {
            list.forEach(Unreadable::requireNone);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> {
                requireNone(key);
                requireNone(below);
            });
        }
        return value;
    }

    /** Returns the full tag; empty if there is none. */
    public String tag() {
        return tag;
    }

    /** Returns what follows the tag, read without the tag. */
    public @Nullable Object content() {
        return content;
    }

    /** Returns what is wrong, and where. */
    public CorruptContentException problem() {
        return problem;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Unreadable that && tag.equals(that.tag) && Objects.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tag, content);
    }

    @Override
    public String toString() {
        return problem.getMessage();
    }
}
