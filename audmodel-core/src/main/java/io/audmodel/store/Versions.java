package io.audmodel.store;

import io.audmodel.backend.ObjectPath;
import io.audmodel.error.AudModelException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import io.audmodel.store.Repositories.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The published versions of a short or legacy id in all repositories; offline, the cached ones. */
public final class Versions {

    private final Repositories repositories;
    private final DocumentCache cache;
    private final VersionNotes notes;

    public Versions(Repositories repositories, DocumentCache cache, VersionNotes notes) {
        this.repositories = repositories;
        this.cache = cache;
        this.notes = notes;
    }

    /**
     * Returns the versions in ascending order, each once, at least one.
     *
     * @throws ModelNotFoundException if there is none
     */
    public List<Version> of(String id) {
        return of(id, id);
    }

    /** @param ref no alias */
    public List<Version> of(ModelRef ref) {
        return ref instanceof ModelId id ? of(id) : of(ref.toString());
    }

    /** Returns all versions of the id's model; the id's own must be one of them. */
    private List<Version> of(ModelId id) {
        List<Version> versions = of(id.shortId().text(), id.toString());
        if (!versions.contains(id.version())) {
            throw repositories.noModel(id.toString());
        }
        return versions;
    }

    private List<Version> of(String id, String wanted) {
        if (repositories.isOffline()) {
            List<Version> cached = cache.versions(id);
            if (!cached.isEmpty()) {
                return cached;
            }
        }
        ObjectPath folder = Layout.versions(id);
        Answers<Version> found = repositories.all("model " + wanted, store -> list(store, folder));
        List<Version> versions = found.all().stream().distinct().sorted().toList();
        if (versions.isEmpty()) {
            notes.gone(id);
            throw repositories.noModel(wanted);
        }
        notes.seen(id, Version.latestOf(versions), found.isComplete());
        return versions;
    }

    boolean isOffline() {
        return repositories.isOffline();
    }

    /**
     * Asks for later versions. The answer turns a known version into the latest one, which is the known one if there is
     * none. It throws if none was found and a repository was silent, or if there is no version at all.
     */
    UnaryOperator<Version> later(String id) {
        ObjectPath folder = Layout.versions(id);
        List<AudModelException> failures = new ArrayList<>();
        List<Version> found = repositories.answers(store -> list(store, folder), failures).stream()
                .distinct()
                .sorted()
                .toList();
        if (!found.isEmpty()) {
            notes.seen(id, Version.latestOf(found), failures.isEmpty());
        }
        return known -> {
            if (found.isEmpty() && failures.isEmpty()) {
                throw repositories.noModel(id);
            }
            Version latest = Version.latestOf(Stream.concat(found.stream(), Stream.of(known))
                    .distinct()
                    .sorted()
                    .toList());
            if (latest.equals(known)) {
                repositories.requireNone(failures, "a later version of model " + id);
            }
            return latest;
        };
    }

    /** The latest of all versions of the id, as {@link Version#latestOf} chooses it. */
    Version latest(String id) {
        return Version.latestOf(of(id));
    }

    /** The latest version as it was last seen. */
    Optional<Seen<Version>> lastSeen(String id) {
        return notes.latest(id);
    }

    /** The latest versions before that; the one that was seen last of them first. */
    List<Seen<Version>> earlier(String id) {
        return notes.earlier(id);
    }

    private static List<Version> list(Store store, ObjectPath folder) {
        return store.list(folder, Layout::versionOfHeader);
    }
}
