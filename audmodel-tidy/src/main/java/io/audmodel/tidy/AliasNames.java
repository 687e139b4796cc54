package io.audmodel.tidy;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.CorruptContentException;
import io.audmodel.inventory.ListedAliases;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.inventory.StoredAlias;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What aliases name, in all repositories of a client: one that is in another repository than the version names it, too.
 * Each question lists them anew, and reads those that may have changed since the one before. Used by one thread.
 */
final class AliasNames {

    /** More than a step of any store's clock, within which a change may leave no other time. */
    private static final Duration STEP = Duration.ofSeconds(5);

    /** @param problem why the target is unknown */
    private record Seen(ObjectInfo document, boolean isSettled, Optional<ExactRef> target, Optional<String> problem) {

        boolean isStill(ObjectInfo now) {
            return isSettled
                    && document.size() == now.size()
                    && document.modified().equals(now.modified())
                    && document.revision().equals(now.revision())
                    && document.checksum().equals(now.checksum());
        }
    }

    private final List<RepositoryInventory> inventories;
    private final Duration grace;
    private final List<Map<Alias, Seen>> seen = new ArrayList<>();

    AliasNames(List<RepositoryInventory> inventories, Duration grace) {
        this.inventories = inventories;
        this.grace = grace;
        inventories.forEach(unused -> seen.add(new HashMap<>()));
    }

    /** Lists all aliases, and reads what is new. */
    void refresh() {
        for (int place = 0; place < inventories.size(); place++) {
            RepositoryInventory inventory = inventories.get(place);
            Map<Alias, Seen> known = seen.get(place);
            Instant settled = Instant.now().plus(inventory.clockAhead()).minus(STEP);
            List<StoredAlias> listed = inventory.aliases();
            Set<Alias> present = listed.stream().map(StoredAlias::alias).collect(Collectors.toSet());
            known.keySet().retainAll(present);
            for (StoredAlias each : listed) {
                Seen before = known.get(each.alias());
                if (before == null || !before.isStill(each.document())) {
                    known.put(each.alias(), read(inventory, each, settled));
                }
            }
        }
    }

    private static Seen read(RepositoryInventory inventory, StoredAlias listed, Instant settled) {
        ObjectInfo document = listed.document();
        boolean isSettled = document.modified().isBefore(settled);
        try {
            return new Seen(document, isSettled, inventory.target(listed.alias()), Optional.empty());
        } catch (CorruptContentException e) {
            String problem = "alias " + listed.alias() + " cannot be read, and may name it: " + e.getMessage();
            return new Seen(document, false, Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * Why the version is named, or about to be; empty if it is not. As of the last {@link #refresh}.
     *
     * @param home the repository that has the version
     */
    Optional<String> naming(ModelKey key, RepositoryInventory home) {
        return seen.stream()
                .flatMap(known -> known.entrySet().stream())
                .flatMap(entry -> naming(key, entry.getKey(), entry.getValue()).stream())
                .sorted()
                .findFirst()
                .or(() -> home.listedAliases(key).flatMap(list -> moving(list, home.now())));
    }

    private static Optional<String> naming(ModelKey key, Alias alias, Seen seen) {
        return seen.problem()
                .or(() -> seen.target().filter(key.ref()::equals).map(unused -> "alias " + alias + " points to it"));
    }

    /** A move puts the alias into the list before it changes the alias itself, and an old entry is of one that broke off. */
    private Optional<String> moving(ListedAliases list, Instant now) {
        boolean isYoung = now.isBefore(list.modified().plus(grace));
        return isYoung && !list.aliases().isEmpty()
                ? Optional.of("its list of aliases was written at " + list.modified()
                        + ": somebody may be pointing one to it")
                : Optional.empty();
    }
}
