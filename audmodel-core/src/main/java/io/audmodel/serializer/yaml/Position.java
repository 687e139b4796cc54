package io.audmodel.serializer.yaml;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.LimitExceededException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a document, which problems are reported with; line and column are counted from 1. */
record Position(String source, int line, int column) {

    static Position of(String source, Mark mark) {
        return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place after the first characters of a text. */
    static Position after(String source, CharSequence text) {
        int line = 1;
        int lineStart = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
        return new Position(source, line, text.length() - lineStart + 1);
    }

    CorruptDocumentException corrupt(String problem) {
        return corrupt(problem, null);
    }

    CorruptDocumentException corrupt(String problem, @Nullable Throwable cause) {
        return new CorruptDocumentException(this + ": " + problem, cause);
    }

    LimitExceededException exceeded(String problem) {
        return new LimitExceededException(this + ": " + problem);
    }

    @Override
    public String toString() {
        return source + ", line " + line + ", column " + column;
    }
}
