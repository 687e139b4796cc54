package io.audmodel;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.AudModelException;
import io.audmodel.error.BackendException;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.model.ModelKey;
import io.audmodel.store.Layout;
import io.audmodel.store.SeenKeys;
import io.audmodel.store.Store;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over all models that the repositories list, one repository after the other. A model that several
 * repositories have counts where it is first. A repository that does not answer is skipped, and its failure thrown at
 * the end. Listings are read lazily; keys are remembered only where there are several repositories. Not thread-safe.
 */
final class Candidates implements Iterator<Candidates.Candidate>, AutoCloseable {

    /**
     * A model and where it is; offline it is in the cache, and no store is known.
     *
     * @param size of its header, as listed
     */
    record Candidate(ModelKey key, long size, @Nullable Store store) {}

    private final Iterator<Store> stores;
    private final boolean single;
    private final SeenKeys seen = new SeenKeys();
    private final List<AudModelException> failures = new ArrayList<>();
    private @Nullable Stream<ObjectInfo> listing;
    private @Nullable Iterator<Candidate> found;
    private @Nullable Candidate next;

    Candidates(List<Store> stores) {
        this.stores = stores.iterator();
        this.single = stores.size() == 1;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (found == null && !stores.hasNext()) {
                requireAll();
                return false;
            }
            try {
                advance();
            } catch (BackendException | BackendMissingException | ConfigurationException e) {
                failures.add(e);
                close();
            }
        }
        return true;
    }

    @Override
    public Candidate next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all models were listed: ask hasNext() first");
        }
        Candidate result = Objects.requireNonNull(next);
        next = null;
        return result;
    }

    private Iterator<Candidate> openNext() {
        Store opened = stores.next();
        Stream<ObjectInfo> objects = opened.backend().list(Layout.headers());
        listing = objects;
        Iterator<Candidate> opening = objects.flatMap(object ->
                        Layout.keyOfHeader(object).stream().map(key -> new Candidate(key, object.size(), opened)))
                .iterator();
        found = opening;
        return opening;
    }

    private void advance() {
        Iterator<Candidate> open = found == null ? openNext() : found;
        if (!open.hasNext()) {
            close();
            return;
        }
        Candidate candidate = open.next();
        if (single || seen.add(candidate.key())) {
            next = candidate;
        }
    }

    private void requireAll() {
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw new RepositoriesUnavailableException(
                    "the search is not complete: " + failures.size() + " repositories did not answer, the first: "
                            + failures.get(0).getMessage(),
                    failures);
        }
    }

    /** Ends the listing that is under way. */
    @Override
    public void close() {
        Stream<ObjectInfo> open = listing;
        listing = null;
        found = null;
        if (open != null) {
            open.close();
        }
    }
}
