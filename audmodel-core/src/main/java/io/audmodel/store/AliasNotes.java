package io.audmodel.store;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.ExactRef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The targets of aliases as this client, or another one with the same repositories and cache, last saw them: for
 * clients that are offline. An alias that was resolved or set has a note of its own, which takes precedence; the
 * aliases of a list share one note, since a model may have any number. A note of one alias also holds its name, since
 * some file systems do not tell {@code Prod} from {@code prod}.
 */
public final class AliasNotes {

    private final DocumentCache cache;
    private final Clock clock;
    private final String kind;
    private final String lists;
    private final EarlierNotes<ExactRef> earlier;

    /** @param repositories the repositories whose aliases are noted: others may have other aliases of the same names */
    public AliasNotes(DocumentCache cache, Repositories repositories, Clock clock) {
        this.cache = cache;
        this.clock = clock;
        this.kind = repositories.kindOfNotes("aliases");
        this.lists = kind + "-lists";
        this.earlier = new EarlierNotes<>(cache, repositories.kindOfNotes("earlier-aliases"), ExactRef::of);
    }

    /** Writes a note only if it is news. */
    void seen(Alias alias, ExactRef target) {
        Seen<ExactRef> now = new Seen<>(target, clock.instant());
        Optional<Seen<ExactRef>> before = cache.readNote(kind, alias.name()).flatMap(note -> parsed(alias, note));
        if (before.map(last -> !now.isNoNewsAfter(last)).orElse(true)) {
            before.filter(last -> !last.value().equals(target))
                    .ifPresent(last -> earlier.moved(alias.name(), last, target));
            cache.keepNote(kind, alias.name(), now.note(alias.name()));
        }
    }

    /** Notes the list of a model, and corrects the separate notes of its aliases. */
    void listed(ExactRef target, SortedSet<Alias> aliases) {
        AliasList list = new AliasList(target, clock.instant(), aliases);
        String name = Checksum.md5(target.toString()).hex();
        Optional<AliasList> known = cache.readNote(lists, name).flatMap(AliasList::parse);
        if (!known.map(list::isNoNewsAfter).orElse(false)) {
            cache.keepNote(lists, name, list.bytes());
        }
        Set<String> alone = cache.notes(kind);
        aliases.stream().filter(alias -> alone.contains(alias.name())).forEach(alias -> seen(alias, target));
    }

    void gone(Alias alias) {
        if (lastSeen(alias).isPresent()) {
            cache.keepNote(kind, alias.name(), new byte[0]);
        }
        earlier.gone(alias.name());
    }

    /** The targets before the one that was seen last; the latest first. */
    List<Seen<ExactRef>> earlier(Alias alias) {
        return earlier.of(alias.name());
    }

    Optional<ExactRef> target(Alias alias) {
        return lastSeen(alias).map(Seen::value);
    }

    Optional<Seen<ExactRef>> lastSeen(Alias alias) {
        Optional<byte[]> alone = cache.readNote(kind, alias.name()).filter(bytes -> isOf(alias, bytes));
        return alone.isPresent()
                ? parsed(alias, alone.get())
                : Optional.ofNullable(ofLists().get(alias)).map(list -> new Seen<>(list.target(), list.seen()));
    }

    SortedSet<Alias> of(ExactRef ref) {
        SortedSet<Alias> aliases = new TreeSet<>();
        all().forEach((alias, target) -> {
            if (target.equals(ref)) {
                aliases.add(alias);
            }
        });
        return aliases;
    }

    /** All known aliases and their targets. */
    public Map<Alias, ExactRef> all() {
        Map<Alias, ExactRef> all = new HashMap<>();
        ofLists().forEach((alias, list) -> all.put(alias, list.target()));
        for (String name : cache.notes(kind)) {
            alias(name)
                    .ifPresent(alias -> cache.readNote(kind, name)
                            .filter(bytes -> isOf(alias, bytes))
                            .ifPresent(bytes -> parsed(alias, bytes)
                                    .ifPresentOrElse(seen -> all.put(alias, seen.value()), () -> all.remove(alias))));
        }
        return all;
    }

    /** For an alias in several lists, the list that was seen last counts. */
    private Map<Alias, AliasList> ofLists() {
        Map<Alias, AliasList> latest = new HashMap<>();
        for (String name : cache.notes(lists)) {
            cache.readNote(lists, name)
                    .flatMap(AliasList::parse)
                    .ifPresent(list -> list.aliases()
                            .forEach(alias -> latest.merge(
                                    alias, list, (one, other) -> other.seen().isAfter(one.seen()) ? other : one)));
        }
        return latest;
    }

    /** Whether it is a note of this alias. The note is empty once the alias was removed. */
    private static boolean isOf(Alias alias, byte[] note) {
        return note.length == 0 || new String(note, StandardCharsets.UTF_8).startsWith(alias + " ");
    }

    private static Optional<Seen<ExactRef>> parsed(Alias alias, byte[] note) {
        return Seen.parse(alias.name(), note, ExactRef::of);
    }

    private static Optional<Alias> alias(String name) {
        try {
            return Optional.of(Alias.of(name));
        } catch (InvalidArgumentException e) {
            return Optional.empty();
        }
    }
}
