package io.audmodel.catalogue;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelKey;
import io.audmodel.store.Layout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a repository has, by two listings. */
final class RepositoryListing {

    private static final String SIGNATURE = ".sig";

    private final Backend backend;
    private final int place;
    private final DocumentState states;

    RepositoryListing(Backend backend, int place) {
        this.backend = backend;
        this.place = place;
        this.states = DocumentState.asOf(backend, Instant.now());
    }

    /** The versions that have a header: the others are not visible. */
    List<ListedVersion> versions() {
        Map<ObjectPath, ObjectInfo> headers = new LinkedHashMap<>();
        Map<String, ObjectInfo> metadata = new HashMap<>();
        Map<String, List<ObjectInfo>> signatures = new HashMap<>();
        try (Stream<ObjectInfo> listed = backend.list(Layout.headers())) {
            listed.forEach(object -> {
                String path = object.path().text();
                if (Layout.keyOfHeader(object).isPresent()) {
                    headers.put(object.path(), object);
                } else if (path.endsWith(SIGNATURE)) {
                    signatures
                            .computeIfAbsent(folder(path), unused -> new ArrayList<>())
                            .add(object);
                } else {
                    metadata.put(path, object);
                }
            });
        }
        List<ListedVersion> versions = new ArrayList<>();
        headers.values().forEach(header -> {
            ModelKey key = Layout.keyOfHeader(header).orElseThrow();
            ObjectInfo meta = metadata.get(Layout.meta(key).text());
            List<ObjectInfo> signed =
                    signatures.getOrDefault(folder(header.path().text()), List.of());
            versions.add(new ListedVersion(
                    key,
                    place,
                    states.of(header),
                    meta == null ? DocumentState.UNSETTLED : states.of(meta),
                    meta == null ? 0 : meta.size(),
                    stateOf(signed),
                    !signed.isEmpty()));
        });
        return versions;
    }

    /** The aliases and the states of their documents. */
    Map<Alias, String> aliases() {
        Map<Alias, String> aliases = new TreeMap<>();
        try (Stream<ObjectInfo> listed = backend.list(Layout.aliases())) {
            listed.forEach(
                    object -> Layout.aliasAt(object.path()).ifPresent(alias -> aliases.put(alias, states.of(object))));
        }
        return aliases;
    }

    private String stateOf(List<ObjectInfo> objects) {
        StringBuilder all = new StringBuilder("signatures");
        for (ObjectInfo object : objects.stream()
                .sorted(Comparator.comparing(object -> object.path().text()))
                .toList()) {
            String state = states.of(object);
            if (state.isEmpty()) {
                return DocumentState.UNSETTLED;
            }
            all.append(' ').append(object.path().name()).append('@').append(state);
        }
        return all.toString();
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
