package io.audmodel.artifactory.standin;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The repositories by their keys. */
final class RepositoryRegistry {

    private final ConcurrentSkipListMap<String, ReadableRepository> byKey = new ConcurrentSkipListMap<>();
    private final Binaries binaries;

    RepositoryRegistry(Binaries binaries) {
        this.binaries = binaries;
    }

    void createLocal(String key) {
        create(new LocalRepository(key));
    }

    void createRemote(String key, URI upstream) {
        create(new RemoteRepository(key, upstream, binaries));
    }

    void createVirtual(String key, List<String> members, @Nullable String target) {
        create(new VirtualRepository(key, members, target, byKey::get));
    }

    private void create(ReadableRepository repository) {
        if (!repository.key().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new Refusal(400, "Invalid repository key '" + repository.key() + "'");
        }
        if (byKey.putIfAbsent(repository.key(), repository) != null) {
            throw new Refusal(400, "Case insensitive repository key already exists");
        }
    }

    Optional<ReadableRepository> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** @throws Refusal if there is none */
    ReadableRepository get(String key) {
        return find(key).orElseThrow(() -> new Refusal(404, "Could not find resource"));
    }

    boolean delete(String key) {
        return byKey.remove(key) != null;
    }

    SortedMap<String, ReadableRepository> all() {
        return new TreeMap<>(byKey);
    }
}
