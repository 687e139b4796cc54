package io.audmodel;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.fetch.Prefetch;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.store.AliasCodec;
import io.audmodel.store.AliasNotes;
import io.audmodel.store.Aliases;
import io.audmodel.store.Layout;
import io.audmodel.store.Repositories;
import io.audmodel.store.Store;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the models that aliases point to, by a name or a pattern: a name is resolved, a pattern is matched against the
 * listing.
 */
final class AliasTargets {

    private final Repositories repositories;
    private final Aliases aliases;
    private final AliasNotes notes;
    private final AliasCodec codec;

    AliasTargets(Repositories repositories, Aliases aliases, AliasNotes notes, AliasCodec codec) {
        this.repositories = repositories;
        this.aliases = aliases;
        this.notes = notes;
        this.codec = codec;
    }

    /**
     * Returns what the aliases with matching names point to. An alias that several repositories have counts where it is
     * first.
     */
    Set<ExactRef> of(Glob names) {
        if (names.isLiteral()) {
            try {
                return Set.of(aliases.resolve(Alias.of(names.pattern())));
            } catch (AliasNotFoundException | InvalidArgumentException e) {
                return Set.of();
            }
        }
        return repositories.isOffline() ? noted(names) : listed(names);
    }

    private Set<ExactRef> noted(Glob names) {
        return notes.all().entrySet().stream()
                .filter(entry -> names.matches(entry.getKey().name()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private Set<ExactRef> listed(Glob names) {
        Map<Alias, Store> found = new LinkedHashMap<>();
        for (Store store : repositories.stores()) {
            try (Stream<ObjectInfo> objects = store.backend().list(Layout.aliases())) {
                objects.flatMap(object -> Layout.aliasAt(object.path()).stream())
                        .filter(alias -> names.matches(alias.name()))
                        .forEach(alias -> found.putIfAbsent(alias, store));
            }
        }
        Set<ExactRef> targets = new HashSet<>();
        try (Prefetch<Map.Entry<Alias, Store>, ExactRef> read = new Prefetch<>(
                found.entrySet().iterator(),
                (entry, most) -> entry.getValue()
                        .read(Layout.alias(entry.getKey()), most)
                        .map(codec::decodeTarget))) {
            read.forEachRemaining(targets::add);
        }
        return targets;
    }
}
