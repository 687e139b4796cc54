package io.audmodel.store;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.inventory.ListedAliases;
import io.audmodel.inventory.Remains;
import io.audmodel.inventory.StoredAlias;
import io.audmodel.inventory.StoredHeader;
import io.audmodel.inventory.StoredVersion;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one repository lists. */
public final class StoredObjects {

    private static final Comparator<ObjectInfo> BY_PATH =
            Comparator.comparing(object -> object.path().text());

    private final Store store;
    private final AliasCodec aliases;
    private final HeaderCodec headers;

    public StoredObjects(Store store, AliasCodec aliases, HeaderCodec headers) {
        this.store = store;
        this.aliases = aliases;
        this.headers = headers;
    }

    /** The versions that have a header: the others are not visible. */
    public List<StoredVersion> versions() {
        Map<ModelKey, ObjectInfo> visible = new LinkedHashMap<>();
        Map<ModelKey, ObjectInfo> metadata = new HashMap<>();
        Map<ModelKey, List<ObjectInfo>> signatures = new HashMap<>();
        for (ObjectInfo object : list(Layout.headers())) {
            Optional<ModelKey> header = Layout.keyOfHeader(object);
            header.ifPresent(key -> visible.put(key, object));
            Layout.keyOfPart(object.path()).filter(key -> header.isEmpty()).ifPresent(key -> {
                if (object.path().equals(Layout.meta(key))) {
                    metadata.put(key, object);
                } else if (Layout.markOfSignature(key, object.path()).isPresent()) {
                    signatures.computeIfAbsent(key, unused -> new ArrayList<>()).add(object);
                }
            });
        }
        return visible.entrySet().stream()
                .map(entry -> new StoredVersion(
                        entry.getKey(),
                        entry.getValue(),
                        Optional.ofNullable(metadata.get(entry.getKey())),
                        signatures.getOrDefault(entry.getKey(), List.of()).stream()
                                .sorted(BY_PATH)
                                .toList()))
                .toList();
    }

    public List<StoredAlias> aliases() {
        return list(Layout.aliases()).stream()
                .flatMap(object -> Layout.aliasAt(object.path()).map(alias -> new StoredAlias(alias, object)).stream())
                .sorted(Comparator.comparing(StoredAlias::alias))
                .toList();
    }

    public List<Remains> remains() {
        // Headers come first, so that what becomes visible meanwhile is young.
        Set<ModelKey> visible = new HashSet<>();
        try (Stream<ObjectInfo> listed = store.backend().list(Layout.headers())) {
            listed.forEach(object -> Layout.keyOfHeader(object).ifPresent(visible::add));
        }
        Map<ModelKey, List<ObjectInfo>> found = new HashMap<>();
        try (Stream<ObjectInfo> listed = store.backend().list(ObjectPath.ROOT)) {
            listed.forEach(object -> {
                Layout.keyOfHeader(object).ifPresent(visible::add);
                Layout.keyOfPart(object.path())
                        .filter(key -> !visible.contains(key) || isBeside(key, object.path()))
                        .ifPresent(key -> found.computeIfAbsent(key, unused -> new ArrayList<>())
                                .add(object));
            });
        }
        Map<String, Remains> remains = new TreeMap<>();
        found.forEach((key, objects) -> {
            boolean isVisible = visible.contains(key);
            List<ObjectInfo> left = objects.stream()
                    .filter(object -> !isVisible || isBeside(key, object.path()))
                    .sorted(BY_PATH)
                    .toList();
            if (!left.isEmpty()) {
                remains.put(key.toString(), new Remains(key, isVisible, left));
            }
        });
        return List.copyOf(remains.values());
    }

    /** Whether it is no part of a visible version, and nobody needs it who publishes no more. */
    public static boolean isBeside(ModelKey key, ObjectPath path) {
        return Layout.isAnnouncement(key, path) || Layout.isRetirement(key, path);
    }

    public Optional<ExactRef> target(Alias alias) {
        return store.read(Layout.alias(alias)).map(aliases::decodeTarget);
    }

    public Optional<ListedAliases> listedAliases(ModelKey key) {
        return store.read(Layout.aliases(key))
                .map(list -> new ListedAliases(
                        aliases.decodeAliases(list), list.info().modified()));
    }

    public Optional<StoredHeader> header(ModelKey key) {
        return store.readHeader(key)
                .map(found -> new StoredHeader(
                        headers.decode(found.bytes(), key, found.source()),
                        Checksum.md5(found.bytes()),
                        found.info().modified()));
    }

    public List<ObjectInfo> list(ObjectPath prefix) {
        try (Stream<ObjectInfo> listed = store.backend().list(prefix)) {
            return listed.collect(Collectors.toCollection(ArrayList::new));
        }
    }
}
