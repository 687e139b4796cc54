package io.audmodel.serializer.yaml;

import io.audmodel.error.UnserializableValueException;

/**
 * The text of a document under construction, and the column at which it ends.
 * Refuses to become larger than can be read.
 */
final class DocumentText {

    private final StringBuilder text = new StringBuilder();
    private int column;

    /** Appends what has no line break in it. */
    DocumentText append(String token) {
        checkRoom(token.length());
        text.append(token);
        column += token.length();
        return this;
    }

    /** Appends anything but a line break. */
    DocumentText append(char character) {
        checkRoom(1);
        text.append(character);
        column++;
        return this;
    }

    /** Separates what follows from what precedes it on the line. */
    DocumentText space() {
        return column > 0 && text.charAt(text.length() - 1) != ' ' ? append(' ') : this;
    }

    DocumentText lineBreak() {
        checkRoom(1);
        text.append('\n');
        column = 0;
        return this;
    }

    /** Fills the line with spaces up to a column. */
    DocumentText pad(int target) {
        while (column < target) {
            append(' ');
        }
        return this;
    }

    /** Continues at a column of a new line; of this line if it is still empty. */
    DocumentText startLine(int target) {
        return (column > 0 ? lineBreak() : this).pad(target);
    }

    private void checkRoom(int more) {
        if (more > Limits.BYTES - text.length()) {
            throw new UnserializableValueException(
                    "$",
                    "the document would have more than " + Limits.BYTES
                            + " bytes and could not be read back; keep large data in a file of the model");
        }
    }

    int column() {
        return column;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
