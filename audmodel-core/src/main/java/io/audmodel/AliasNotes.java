package io.audmodel;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.ExactRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What aliases pointed to when this client, or another one with the same repositories and cache, saw them last: for the
 * time when no repository can be asked. A note holds the alias too, since some disks take {@code Prod} for {@code prod}.
 */
final class AliasNotes {

    private final DocumentCache cache;
    private final String shelf;

    /** @param repositories those whose aliases are noted: others may have other aliases of the same names */
    AliasNotes(DocumentCache cache, Repositories repositories) {
        this.cache = cache;
        this.shelf = "aliases-"
                + Checksum.ofText(repositories.names().toString()).hex().substring(0, 16);
    }

    /** Writes only what is new. */
    void seen(Alias alias, ExactRef target) {
        note(alias, (alias + " " + target + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void gone(Alias alias) {
        if (target(alias).isPresent()) {
            note(alias, new byte[0]);
        }
    }

    Optional<ExactRef> target(Alias alias) {
        String prefix = alias + " ";
        return cache.note(shelf, alias.name())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(text -> text.startsWith(prefix) && text.endsWith("\n"))
                .flatMap(text -> parsed(text.substring(prefix.length(), text.length() - 1)));
    }

    SortedSet<Alias> of(ExactRef ref) {
        return all().filter(alias -> target(alias).equals(Optional.of(ref)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All aliases that were ever seen, those that are gone included. */
    Stream<Alias> all() {
        return cache.notes(shelf).stream().flatMap(name -> alias(name).stream());
    }

    private void note(Alias alias, byte[] content) {
        boolean isNew = cache.note(shelf, alias.name())
                .map(bytes -> !Arrays.equals(bytes, content))
                .orElse(true);
        if (isNew) {
            cache.keepNote(shelf, alias.name(), content);
        }
    }

    private static Optional<ExactRef> parsed(String text) {
        try {
            return Optional.of(ExactRef.parse(text));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Alias> alias(String name) {
        try {
            return Optional.of(new Alias(name));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
