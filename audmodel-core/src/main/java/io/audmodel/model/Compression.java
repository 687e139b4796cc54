package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the files of a published archive are compressed; a load reads all kinds. The text is {@code auto}, {@code stored}
 * or {@code deflated}, with a level if it is not the usual one, as in {@code deflated-9}.
 *
 * @param kind which files are deflated
 * @param level the level of deflate, from 1 (fast) to 9 (small); 0 where nothing is deflated
 */
public record Compression(Kind kind, int level) implements Serializable {

    /** Which files are deflated. */
    public enum Kind {
        /** Those that become smaller by at least a quarter, estimated from samples. */
        AUTO,
        /** None. */
        STORED,
        /** All, except small files that would not become smaller. */
        DEFLATED
    }

    private static final Pattern FORM = Pattern.compile("(auto|stored|deflated)(?:-([0-9]))?");
    private static final int USUAL_LEVEL = 6;
    private static final int SMALLEST = 9;
    private static final Compression AUTO = new Compression(Kind.AUTO, USUAL_LEVEL);
    private static final Compression STORED = new Compression(Kind.STORED, 0);

    /** @throws InvalidArgumentException if the level is not one of the kind's */
    public Compression {
        boolean possible = kind == Kind.STORED ? level == 0 : level >= 1 && level <= SMALLEST;
        if (!possible) {
            throw new InvalidArgumentException(kind + " has no level " + level
                    + ": what is deflated has one from 1 to 9, and what is stored has 0");
        }
    }

    /**
     * Reads the text of a compression.
     *
     * @throws InvalidArgumentException if it has another form, or there is no such level
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Compression of(String text) {
        Matcher form = FORM.matcher(Objects.requireNonNull(text, "the text of a compression is null"));
        if (!form.matches()) {
            throw new InvalidArgumentException("'" + text
                    + "' is no compression: it is auto, stored or deflated, and may have a level from 1 (fast) to 9 (small),"
                    + " such as deflated-9");
        }
        Kind kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT));
        return new Compression(kind, form.group(2) == null ? usualLevel(kind) : Integer.parseInt(form.group(2)));
    }

    /** Returns the compression that suits each file: text is deflated at level 6, trained weights are stored. */
    public static Compression auto() {
        return AUTO;
    }

    /** Returns the compression that stores all files as they are: the fastest to publish and to load. */
    public static Compression stored() {
        return STORED;
    }

    /**
     * Returns the compression that deflates all files.
     *
     * @param level from 1 (fast) to 9 (small); the Python package uses 6
     * @throws InvalidArgumentException if there is no such level
     */
    public static Compression deflated(int level) {
        return new Compression(Kind.DEFLATED, level);
    }

    private static int usualLevel(Kind kind) {
        return kind == Kind.STORED ? 0 : USUAL_LEVEL;
    }

    @Override
    @JsonValue
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return level == usualLevel(kind) ? name : name + "-" + level;
    }
}
