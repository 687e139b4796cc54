package io.audmodel.tidy;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.ModelQuery;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.CorruptContentException;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.inventory.StoredHeader;
import io.audmodel.inventory.StoredVersion;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which versions rules select, as a repository lists them. */
final class Selection {

    private static final Comparator<StoredVersion> BY_KEY = Comparator.comparing(
                    (StoredVersion version) -> version.key().id())
            .thenComparing(version -> version.key().version());

    private final RepositoryInventory inventory;
    private final AliasNames names;
    private final Duration grace;
    private final List<StoredVersion> versions = new ArrayList<>();

    /** Why a version stays, whatever aliases say. */
    private final Map<ModelKey, String> objections = new HashMap<>();

    Selection(RepositoryInventory inventory, AliasNames names, Duration grace) {
        this.inventory = inventory;
        this.names = names;
        this.grace = grace;
    }

    RetirePlan plan(RetireRules rules, AudModel client) {
        look(rules.keep(), rules.age());
        Optional<Set<ModelKey>> found = rules.query().map(query -> found(client, query));
        List<PlannedRetirement> retired = new ArrayList<>();
        List<KeptVersion> kept = new ArrayList<>();
        versions.stream()
                .filter(version -> !objections.containsKey(version.key()))
                .filter(version ->
                        found.map(keys -> keys.contains(version.key())).orElse(true))
                .sorted(BY_KEY)
                .forEach(version -> plan(version, retired, kept));
        return new RetirePlan(inventory.place(), inventory.now(), rules.keep(), rules.age(), retired, kept);
    }

    private void plan(StoredVersion version, List<PlannedRetirement> retired, List<KeptVersion> kept) {
        ModelKey key = version.key();
        Optional<String> naming = names.naming(key, inventory);
        if (naming.isPresent()) {
            kept.add(new KeptVersion(key, naming.get()));
            return;
        }
        try {
            inventory.header(key).ifPresent(header -> retired.add(planned(version, header)));
        } catch (CorruptContentException e) {
            kept.add(new KeptVersion(key, "its header cannot be read: " + e.getMessage()));
        }
    }

    private PlannedRetirement planned(StoredVersion version, StoredHeader header) {
        ModelKey key = version.key();
        long archive = inventory
                .stat(inventory.archive(key, header.header()))
                .map(ObjectInfo::size)
                .orElse(0L);
        long documents = Stream.concat(
                        Stream.concat(Stream.of(version.header()), version.metadata().stream()),
                        version.signatures().stream())
                .mapToLong(ObjectInfo::size)
                .sum();
        return new PlannedRetirement(
                key,
                header.header().name(),
                header.header().subgroup().text(),
                header.modified(),
                header.checksum(),
                archive + documents);
    }

    private static Set<ModelKey> found(AudModel client, ModelQuery query) {
        try (Stream<FoundModel> found = client.find(query)) {
            return found.map(FoundModel::ref)
                    .flatMap(ref -> ref instanceof ModelId id ? Stream.of(ModelKey.of(id)) : Stream.empty())
                    .collect(Collectors.toSet());
        }
    }

    /** Lists the versions, and which of them the rules keep. */
    void look(int keep, Optional<Duration> age) {
        Instant now = inventory.now();
        Map<String, List<StoredVersion>> models = inventory.versions().stream()
                .collect(Collectors.groupingBy(each -> each.key().id()));
        models.values().forEach(all -> {
            List<Version> numbers = all.stream()
                    .map(each -> each.key().version())
                    .sorted(Comparator.reverseOrder())
                    .toList();
            Version latest = Version.latestOf(numbers);
            Set<Version> highest = new HashSet<>(numbers.subList(0, Math.min(keep, numbers.size())));
            all.forEach(version -> {
                versions.add(version);
                objection(version, latest, highest, now, age)
                        .ifPresent(reason -> objections.put(version.key(), reason));
            });
        });
    }

    private Optional<String> objection(
            StoredVersion version, Version latest, Set<Version> highest, Instant now, Optional<Duration> age) {
        Version number = version.key().version();
        Instant published = version.header().modified();
        if (number.equals(latest)) {
            return Optional.of("it is the latest version");
        }
        if (highest.contains(number)) {
            return Optional.of("it is one of the " + highest.size() + " highest versions");
        }
        Duration least = age.filter(wanted -> wanted.compareTo(grace) > 0).orElse(grace);
        return now.isBefore(published.plus(least))
                ? Optional.of("it was published at " + published + ", less than " + least + " ago")
                : Optional.empty();
    }

    /** Why the rules keep it; empty if they let it go, or it is not there. */
    Optional<String> objection(ModelKey key) {
        return Optional.ofNullable(objections.get(key));
    }
}
