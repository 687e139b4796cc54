package io.audmodel.store;

import io.audmodel.model.Version;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The latest versions of short and legacy ids as this client, or another one with the same repositories and cache, last
 * saw them: for the time of an outage.
 */
public final class VersionNotes {

    private final DocumentCache cache;
    private final Clock clock;
    private final String kind;
    private final EarlierNotes<Version> earlier;

    public VersionNotes(DocumentCache cache, Repositories repositories, Clock clock) {
        this.cache = cache;
        this.clock = clock;
        this.kind = repositories.kindOfNotes("versions");
        this.earlier = new EarlierNotes<>(cache, repositories.kindOfNotes("earlier-versions"), Version::of);
    }

    /**
     * Notes the latest version.
     *
     * @param isComplete whether every repository answered: otherwise there may be a later one, and a note of it stays
     */
    void seen(String id, Version latest, boolean isComplete) {
        Seen<Version> now = new Seen<>(latest, clock.instant());
        Optional<Seen<Version>> known = latest(id);
        boolean isNews = known.map(before -> isComplete ? !now.isNoNewsAfter(before) : isLater(latest, before.value()))
                .orElse(true);
        if (isNews) {
            known.filter(before -> !before.value().equals(latest))
                    .ifPresent(before -> earlier.moved(id, before, latest));
            cache.keepNote(kind, id, now.note(id));
        }
    }

    private static boolean isLater(Version one, Version other) {
        return !one.equals(other)
                && Version.latestOf(Stream.of(one, other).sorted().toList()).equals(one);
    }

    /** Notes that no repository has the id. */
    void gone(String id) {
        if (latest(id).isPresent()) {
            cache.keepNote(kind, id, new byte[0]);
        }
        earlier.gone(id);
    }

    /** The latest versions before the one that was seen last; the one that was seen last of them first. */
    List<Seen<Version>> earlier(String id) {
        return earlier.of(id);
    }

    Optional<Seen<Version>> latest(String id) {
        return cache.readNote(kind, id).flatMap(note -> Seen.parse(id, note, Version::of));
    }
}
