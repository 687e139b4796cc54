package io.audmodel.catalogue;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.inventory.StoredVersion;
import io.audmodel.model.Alias;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a repository has, by two listings. */
final class RepositoryListing {

    private final RepositoryInventory inventory;
    private final int place;
    private final DocumentState states;

    RepositoryListing(RepositoryInventory inventory, int place) {
        this.inventory = inventory;
        this.place = place;
        this.states = DocumentState.asOf(inventory, Instant.now());
    }

    /** The versions that have a header: the others are not visible. */
    List<ListedVersion> versions() {
        return inventory.versions().stream().map(this::listed).toList();
    }

    private ListedVersion listed(StoredVersion version) {
        return new ListedVersion(
                version.key(),
                place,
                states.of(version.header()),
                version.metadata().map(states::of).orElse(DocumentState.UNSETTLED),
                version.metadata().map(ObjectInfo::size).orElse(0L),
                stateOf(version.signatures()),
                !version.signatures().isEmpty());
    }

    /** The aliases and the states of their documents. */
    Map<Alias, String> aliases() {
        Map<Alias, String> aliases = new TreeMap<>();
        inventory.aliases().forEach(each -> aliases.put(each.alias(), states.of(each.document())));
        return aliases;
    }

    private String stateOf(List<ObjectInfo> signatures) {
        StringBuilder all = new StringBuilder("signatures");
        for (ObjectInfo signature : signatures) {
            String state = states.of(signature);
            if (state.isEmpty()) {
                return DocumentState.UNSETTLED;
            }
            all.append(' ').append(signature.path().name()).append('@').append(state);
        }
        return all.toString();
    }
}
