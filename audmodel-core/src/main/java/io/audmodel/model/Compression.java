package io.audmodel.model;

import io.audmodel.error.InvalidArgumentException;

/**
 * How the files of an archive are compressed. Loading an archive needs no such choice: it reads all of them.
 *
 * @param kind which files are deflated
 * @param level how hard it is tried, from 1 (fast) to 9 (small); 0 where nothing is deflated
 */
public record Compression(Kind kind, int level) {

    /** Which files are deflated. */
    public enum Kind {
        /** Those that become smaller by a quarter at least, as far as samples of them tell. */
        AUTO,
        /** None. */
        STORED,
        /** All, but for small files that would not become smaller. */
        DEFLATED
    }

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

    /** Each file as it suits it: text is deflated at level 6, trained weights are stored. */
    public static Compression auto() {
        return AUTO;
    }

    /** All files as they are: the fastest to publish and to load. */
    public static Compression stored() {
        return STORED;
    }

    /**
     * All files deflated.
     *
     * @param level from 1 (fast) to 9 (small); the Python package uses 6
     * @throws InvalidArgumentException if there is no such level
     */
    public static Compression deflated(int level) {
        return new Compression(Kind.DEFLATED, level);
    }
}
