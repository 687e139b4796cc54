package io.audmodel.backend;

/**
 * The state of an object at one moment, in the words of its store (an ETag, a time and an inode, a counter). Two
 * states of one path have different revisions, unless nothing happened between them. Only the backend that made it
 * understands the text.
 */
public record Revision(String text) {

    @Override
    public String toString() {
        return text;
    }
}
