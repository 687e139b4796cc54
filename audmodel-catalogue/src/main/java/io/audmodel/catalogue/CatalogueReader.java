package io.audmodel.catalogue;

import io.audmodel.AudModel;
import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Lists the repositories, and reads what an earlier page does not have, several versions at a time. */
final class CatalogueReader {

    private static final int THREADS = 16;
    private static final int AHEAD = 4 * THREADS;

    private static final long MOST_PAGE = 256L << 20;
    private static final long PART_OF_HEAP = 4;

    private final AudModel client;
    private final EarlierPage earlier;
    private final SignatureStates states;
    private final List<String> places = new ArrayList<>();
    private final List<RepositoryInventory> inventories;
    private final List<RepositoryListing> listings = new ArrayList<>();
    private final AtomicLong length = new AtomicLong();
    private final long most;

    /** @param heap how many bytes the JVM may have, of which a page takes a quarter at most */
    CatalogueReader(AudModel client, EarlierPage earlier, SignatureStates states, long heap) {
        this.client = client;
        this.earlier = earlier;
        this.states = states;
        this.most = mostOf(heap);
        this.inventories = client.inventories();
        for (RepositoryInventory inventory : inventories) {
            listings.add(new RepositoryListing(inventory, places.size()));
            places.add(inventory.place().toString());
        }
    }

    private static long mostOf(long heap) {
        return Math.min(MOST_PAGE, heap / PART_OF_HEAP);
    }

    /**
     * Refuses an earlier page that no run can have written.
     *
     * @throws LimitExceededException if it has more bytes than a page may have
     */
    static void requireReadable(String page, long bytes) {
        long most = mostOf(Runtime.getRuntime().maxMemory());
        if (bytes > most) {
            throw new LimitExceededException(page + " has " + bytes + " bytes, and at most " + most
                    + " are read of an earlier page: raise -Xmx, or remove it, and the next run reads everything");
        }
    }

    /** The repositories in search order. */
    List<String> places() {
        return places;
    }

    /** All versions; one that several repositories have counts where it is first, as in a search. */
    List<CatalogueEntry> versions() {
        Set<ModelKey> seen = new HashSet<>();
        List<Callable<Optional<CatalogueEntry>>> tasks = new ArrayList<>();
        try (EmptyCache none = new EmptyCache(client)) {
            for (RepositoryListing listing : listings) {
                for (ListedVersion listed : listing.versions()) {
                    if (seen.add(listed.key())) {
                        tasks.add(() -> read(states.stated(listed), none));
                    }
                }
            }
            return all(tasks);
        }
    }

    private Optional<CatalogueEntry> read(ListedVersion listed, EmptyCache none) {
        String place = places.get(listed.place());
        VersionReader reader = new VersionReader(client, none::client, inventories.get(listed.place()), states, listed);
        try {
            CatalogueEntry entry =
                    reader.read(earlier.version(place, listed.key().toString()));
            requireRoom(length.addAndGet(entry.length()));
            return Optional.of(entry);
        } catch (ModelNotFoundException e) {
            return Optional.empty();
        }
    }

    private void requireRoom(long bytes) {
        if (bytes > most) {
            throw new LimitExceededException("the page would have more than " + most + " bytes, "
                    + (most == MOST_PAGE
                            ? "the most that a browser opens well: make a catalogue for each repository"
                            : "a quarter of the heap: raise -Xmx, or make a catalogue for each repository"));
        }
    }

    /** All aliases, by name; one that several repositories have counts where it is first. */
    List<AliasEntry> aliases() {
        Map<Alias, Callable<Optional<AliasEntry>>> tasks = new TreeMap<>();
        for (int place = 0; place < listings.size(); place++) {
            int at = place;
            listings.get(place)
                    .aliases()
                    .forEach((alias, state) -> tasks.putIfAbsent(alias, () -> read(alias, at, state)));
        }
        return all(List.copyOf(tasks.values()));
    }

    private Optional<AliasEntry> read(Alias alias, int place, String state) {
        Optional<String> known = earlier.alias(places.get(place), alias.name())
                .filter(fields -> DocumentState.isUnchanged(fields.getOrDefault("state", ""), state))
                .map(fields -> fields.get("target"));
        if (known.isPresent()) {
            return Optional.of(new AliasEntry(alias.name(), place, state, known.get(), null));
        }
        try {
            String target = client.resolveAlias(alias).toString();
            return Optional.of(new AliasEntry(alias.name(), place, state, target, null));
        } catch (AliasNotFoundException e) {
            return Optional.empty();
        } catch (CorruptContentException e) {
            String problem = "alias " + alias + " cannot be shown: " + e.getMessage();
            return Optional.of(new AliasEntry(alias.name(), place, DocumentState.UNSETTLED, null, problem));
        }
    }

    /** Runs tasks on several threads, some ahead of the reader, and returns what they found, in their order. */
    private static <T> List<T> all(List<Callable<Optional<T>>> tasks) {
        List<T> found = new ArrayList<>();
        Queue<Future<Optional<T>>> running = new ArrayDeque<>();
        try (WorkerPool pool = new WorkerPool("audmodel-catalogue", THREADS)) {
            for (Callable<Optional<T>> task : tasks) {
                if (running.size() == AHEAD) {
                    await(running.remove()).ifPresent(found::add);
                }
                running.add(pool.submit(task));
            }
            while (!running.isEmpty()) {
                await(running.remove()).ifPresent(found::add);
            }
        }
        return found;
    }

    private static <T> T await(Future<T> task) {
        try {
            return WorkerPool.await(task, "the models of a catalogue were read");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
