package io.audmodel.backend;

import org.jspecify.annotations.Nullable;

/**
 * The state of an object at one moment, as its store identifies it (an ETag, a time and an inode, a counter). Two
 * states of one path with different content have different revisions; two states with equal content may have one
 * revision, unless the store has {@link Capability#UNIQUE_REVISIONS}. Only the backend that made it understands the
 * text.
 */
public record Revision(String text) {

    // As in Repository: quicker at the first call of a process.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Revision revision && text.equals(revision.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
