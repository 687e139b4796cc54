package io.audmodel.artifactory.standin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Holds what was deployed. */
record LocalRepository(String key, ItemTree tree) implements ReadableRepository {

    LocalRepository(String key) {
        this(key, new ItemTree());
    }

    @Override
    public String kind() {
        return "local";
    }

    @Override
    public Map<String, Object> configuration() {
        return Map.of("checksumPolicyType", "client-checksums");
    }

    @Override
    public Optional<StoredFile> file(String path) {
        return tree.file(path);
    }

    @Override
    public Optional<StoredFile.Origin> folder(String path) {
        return tree.folder(path);
    }

    @Override
    public SortedMap<String, StoredFile> files(String folder) {
        return tree.files(folder);
    }

    @Override
    public SortedMap<String, Boolean> children(String folder) {
        return tree.children(folder);
    }

    @Override
    public Map<String, List<String>> properties(String path) {
        return tree.properties(path);
    }

    @Override
    public LocalRepository deployed() {
        return this;
    }
}
