package io.audmodel.store;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The aliases of a model as they were last seen. As a note: a line with the model and the time, then a line for each
 * alias.
 *
 * @param seen when they were seen
 */
record AliasList(ExactRef target, Instant seen, SortedSet<Alias> aliases) {

    byte[] bytes() {
        return aliases.stream()
                .map(Alias::name)
                .collect(Collectors.joining("\n", target + " " + seen + "\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the other list is equal, and was seen just before: later, another list may have named an alias meanwhile. */
    boolean isNoNewsAfter(AliasList other) {
        return aliases.equals(other.aliases)
                && target.equals(other.target)
                && Duration.between(other.seen, seen).abs().compareTo(Seen.NEWS) < 0;
    }

    /** The list in a note; empty if the note is damaged. */
    static Optional<AliasList> parse(byte[] note) {
        List<String> lines = Arrays.asList(new String(note, StandardCharsets.UTF_8).split("\n"));
        String[] first = lines.get(0).split(" ");
        try {
            SortedSet<Alias> aliases = lines.stream()
                    .skip(1)
                    .filter(line -> !line.isEmpty())
                    .map(Alias::of)
                    .collect(Collectors.toCollection(TreeSet::new));
            return first.length == 2
                    ? Optional.of(new AliasList(ExactRef.of(first[0]), Instant.parse(first[1]), aliases))
                    : Optional.empty();
        } catch (InvalidArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
