package io.audmodel.it.kit;

import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Backend;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Repository;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Repositories in memory: a storage without any folder. */
public final class InMemoryStorage implements Storage {

    /** The port lists below a prefix only, so that it is noted where anything was put. */
    private record Kept(InMemoryBackend backend, Set<ObjectPath> touched) {}

    private final Map<Repository, Kept> repositories = new ConcurrentHashMap<>();

    @Override
    public Repository create(String name) {
        Repository repository = new Repository("memory", "here", name);
        repositories.put(repository, new Kept(new InMemoryBackend(), ConcurrentHashMap.newKeySet()));
        return repository;
    }

    @Override
    public Backend connect(Repository repository) {
        Kept kept = repositories.get(repository);
        return new ForwardingBackend(kept.backend().reconnect()) {
            @Override
            public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
                kept.touched().add(path);
                return super.put(path, content, mode);
            }
        };
    }

    @Override
    public AudModelBuilder addTo(AudModelBuilder builder, Repository repository) {
        return builder.repository(repository, connect(repository));
    }

    @Override
    public SortedSet<String> everything(Repository repository) {
        Kept kept = repositories.get(repository);
        return kept.touched().stream()
                .filter(path -> kept.backend().stat(path).isPresent())
                .map(ObjectPath::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
