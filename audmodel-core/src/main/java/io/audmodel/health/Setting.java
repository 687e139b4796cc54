package io.audmodel.health;

import java.io.Serializable;

/**
 * A setting of a client, and where it came from.
 *
 * @param name what is set, such as {@code cache root}
 * @param value its value as text, without credentials
 * @param source what set it
 * @param place the name of the variable, or the path of the file; empty for the other sources
 */
public record Setting(String name, String value, Source source, String place) implements Serializable {

    /** What can set a value. The first one that does is used. */
    public enum Source {
        /** The program, by the builder of the client. */
        CODE,
        /** An environment variable. */
        VARIABLE,
        /** The configuration file. */
        FILE,
        /** Nothing: it is the default. */
        DEFAULT
    }

    /** Returns a setting of the program's code. */
    public static Setting ofCode(String name, String value) {
        return new Setting(name, value, Source.CODE, "");
    }

    /** Returns a setting that nothing sets. */
    public static Setting ofDefault(String name, String value) {
        return new Setting(name, value, Source.DEFAULT, "");
    }
}
