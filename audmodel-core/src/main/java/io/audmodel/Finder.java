package io.audmodel;

import io.audmodel.Candidates.Candidate;
import io.audmodel.call.Calls;
import io.audmodel.call.StepwiseCall;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.fetch.Prefetch;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import io.audmodel.store.DocumentCache;
import io.audmodel.store.Headers;
import io.audmodel.store.Metadata;
import io.audmodel.store.Repositories;
import io.audmodel.store.Store;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Find: repositories are listed, the latest versions chosen if the query wants them, headers prefetched, conditions
 * checked; metadata is read last, only of models that meet all other conditions.
 */
final class Finder {

    /** About how many bytes a candidate takes beside its version. */
    private static final int BYTES_HELD = 300;

    private static final long MOST_HELD = Runtime.getRuntime().maxMemory() / 3;

    private final Repositories repositories;
    private final Headers headers;
    private final Metadata metadata;
    private final AliasTargets aliases;
    private final DocumentCache cache;
    private final Calls calls;

    Finder(
            Repositories repositories,
            Headers headers,
            Metadata metadata,
            AliasTargets aliases,
            DocumentCache cache,
            Calls calls) {
        this.repositories = repositories;
        this.headers = headers;
        this.metadata = metadata;
        this.aliases = aliases;
        this.cache = cache;
        this.calls = calls;
    }

    Stream<FoundModel> find(ModelQuery query) {
        Search search = new Search(query);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(search, Spliterator.NONNULL), false)
                .onClose(search::close);
    }

    /** The state of one stream: its reader gets what was prefetched, or waits for a step of the call. */
    private final class Search implements Iterator<FoundModel> {

        private final ModelQuery query;
        private final Candidates listed = new Candidates(repositories.stores());
        private final StepwiseCall call;
        private final Queue<FoundModel> ready = new ArrayDeque<>();
        private @Nullable Prefetch<Candidate, FoundModel> found;

        private Search(ModelQuery query) {
            this.query = query;
            this.call = new StepwiseCall("find", "models", calls);
        }

        @Override
        public boolean hasNext() {
            return !ready.isEmpty() || ready.addAll(call.step(this::some));
        }

        @Override
        public FoundModel next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all models were found: ask hasNext() first");
            }
            return ready.remove();
        }

        private List<FoundModel> some() {
            return (found == null ? begin() : found).some();
        }

        private Prefetch<Candidate, FoundModel> begin() {
            Predicate<Candidate> pointedTo = pointedTo();
            Iterator<Candidate> all = repositories.isOffline()
                    ? cache.models().stream()
                            .map(key -> new Candidate(key, 0, null))
                            .iterator()
                    : listed;
            Iterator<Candidate> wanted = query.onlyLatest() ? latest(all) : all;
            Prefetch<Candidate, FoundModel> ahead = new Prefetch<>(
                    wanted, (candidate, most) -> pointedTo.test(candidate) ? look(candidate, most) : Optional.empty());
            found = ahead;
            return ahead;
        }

        private Predicate<Candidate> pointedTo() {
            if (query.aliases().isEmpty()) {
                return candidate -> true;
            }
            Set<ExactRef> targets = aliases.of(query.aliases().get());
            return candidate -> targets.contains(candidate.key().ref());
        }

        private Optional<FoundModel> look(Candidate candidate, int most) {
            try {
                return header(candidate, most)
                        .filter(query::accepts)
                        .filter(header -> !query.needsMeta()
                                || meta(candidate, most).filter(query::accepts).isPresent())
                        .map(header -> new FoundModel(
                                candidate.key().ref(),
                                header,
                                candidate.store() == null
                                        ? null
                                        : candidate.store().repository()));
            } catch (CorruptContentException e) {
                if (e instanceof LimitExceededException && most < Store.MAX_DOCUMENT_BYTES) {
                    throw e;
                }
                System.getLogger("io.audmodel")
                        .log(Level.WARNING, "{0} is left out of the search: {1}", candidate.key(), e.getMessage());
                return Optional.empty();
            }
        }

        private void close() {
            call.close(() -> {
                if (found != null) {
                    found.close();
                }
                listed.close();
            });
        }
    }

    private Optional<ModelHeader> header(Candidate candidate, int most) {
        if (candidate.size() > most) {
            throw new LimitExceededException("the header of " + candidate.key() + " has " + candidate.size()
                    + " bytes, and a document at most " + most);
        }
        Store store = candidate.store();
        return store == null ? headers.cached(candidate.key(), most) : headers.in(store, candidate.key(), most);
    }

    private Optional<Map<Object, Object>> meta(Candidate candidate, int most) {
        Store store = candidate.store();
        return store == null ? metadata.cached(candidate.key(), most) : metadata.in(store, candidate.key(), most);
    }

    /** The latest is known only once all versions are. */
    private static Iterator<Candidate> latest(Iterator<Candidate> all) {
        Map<String, Candidate> latest = new LinkedHashMap<>();
        long held = 0;
        while (all.hasNext()) {
            Candidate candidate = all.next();
            ModelKey key = candidate.key();
            Candidate other = latest.get(key.id());
            if (other == null || isLater(key, other.key())) {
                latest.put(key.id(), candidate);
                held += key.version().text().length()
                        - (other == null
                                ? -BYTES_HELD
                                : other.key().version().text().length());
            }
            if (held > MOST_HELD) {
                throw new LimitExceededException("this JVM has no memory for the latest of more than " + latest.size()
                        + " models; search without latest(), or give it more than "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB (-Xmx)");
            }
        }
        return latest.values().iterator();
    }

    /** As {@link Version#latestOf} has it: a release is later than every pre-release. */
    private static boolean isLater(ModelKey key, ModelKey than) {
        Version version = key.version();
        Version other = than.version();
        return version.isPreRelease() == other.isPreRelease() ? version.compareTo(other) > 0 : other.isPreRelease();
    }
}
