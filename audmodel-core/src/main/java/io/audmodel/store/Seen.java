package io.audmodel.store;

import io.audmodel.error.InvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a repository said last, and when. As a note: a line with the name of what was asked for, the answer and the time.
 */
record Seen<T>(T value, Instant at) {

    /** An equal answer is noted again after this time, which is how exact the time in a note is. */
    static final Duration NEWS = Duration.ofMinutes(1);

    byte[] note(String name) {
        return (name + " " + value + " " + at + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the other answer is equal, and was seen just before. */
    boolean isNoNewsAfter(Seen<T> other) {
        return value.equals(other.value) && Duration.between(other.at, at).abs().compareTo(NEWS) < 0;
    }

    /** Whether one note was made after another one: the first line of each ends with its time. */
    static boolean isLater(byte[] note, byte[] other) {
        return timeOf(note).isAfter(timeOf(other));
    }

    private static Instant timeOf(byte[] note) {
        String first =
                new String(note, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        try {
            return Instant.parse(first.substring(first.lastIndexOf(' ') + 1));
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    /** The answer in a note of this name; empty if it is a note of another name, or damaged. */
    static <T> Optional<Seen<T>> parse(String name, byte[] note, Function<String, T> reader) {
        String text = new String(note, StandardCharsets.UTF_8);
        String[] words = text.strip().split(" ");
        if (!text.endsWith("\n") || words.length != 3 || !words[0].equals(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Seen<>(reader.apply(words[1]), Instant.parse(words[2])));
        } catch (InvalidArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
