package io.audmodel.backend;

/**
 * The state of an object at one moment, in the words of its store (an ETag, a time and an inode, a counter). Two
 * states of one path with different content have different revisions; two states with equal content may have one
 * revision, unless the store has {@link Capability#UNIQUE_REVISIONS}. Only the backend that made it understands the text.
 */
public record Revision(String text) {

    @Override
    public String toString() {
        return text;
    }
}
