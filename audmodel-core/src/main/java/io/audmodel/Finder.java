package io.audmodel;

import io.audmodel.Candidates.Candidate;
import io.audmodel.error.CorruptContentException;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Find: listed, of each model the latest if wanted, headers fetched ahead, conditions, metadata only of what is left. */
final class Finder {

    private static final Logger LOG = System.getLogger("io.audmodel");

    private final Repositories repositories;
    private final Headers headers;
    private final Metadata metadata;
    private final AliasTargets aliases;
    private final DocumentCache cache;

    Finder(Repositories repositories, Headers headers, Metadata metadata, AliasTargets aliases, DocumentCache cache) {
        this.repositories = repositories;
        this.headers = headers;
        this.metadata = metadata;
        this.aliases = aliases;
        this.cache = cache;
    }

    Stream<FoundModel> find(ModelQuery query) {
        Search search = new Search(query);
        return StreamSupport.stream(
                        () -> Spliterators.spliteratorUnknownSize(search.begin(), Spliterator.NONNULL),
                        Spliterator.NONNULL,
                        false)
                .onClose(search::close);
    }

    /** What is open for one stream. */
    private final class Search {

        private final ModelQuery query;
        private final Candidates listed = new Candidates(repositories.stores());
        private @Nullable Ahead<Candidate, FoundModel> found;

        private Search(ModelQuery query) {
            this.query = query;
        }

        private Iterator<FoundModel> begin() {
            Predicate<Candidate> pointedTo = pointedTo();
            Iterator<Candidate> all = repositories.isOffline()
                    ? cache.models().stream()
                            .map(key -> new Candidate(key, null))
                            .iterator()
                    : listed;
            Iterator<Candidate> wanted = query.onlyLatest() ? latest(all) : all;
            Ahead<Candidate, FoundModel> ahead =
                    new Ahead<>(wanted, candidate -> pointedTo.test(candidate) ? look(candidate) : Optional.empty());
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

        private Optional<FoundModel> look(Candidate candidate) {
            try {
                return header(candidate)
                        .filter(query::accepts)
                        .filter(header -> !query.needsMeta()
                                || meta(candidate).filter(query::accepts).isPresent())
                        .map(header -> new FoundModel(
                                candidate.key().ref(),
                                header,
                                candidate.store() == null
                                        ? null
                                        : candidate.store().repository()));
            } catch (CorruptContentException e) {
                LOG.log(Level.WARNING, "{0} is left out of the search: {1}", candidate.key(), e.getMessage());
                return Optional.empty();
            }
        }

        private void close() {
            if (found != null) {
                found.close();
            }
            listed.close();
        }
    }

    private Optional<ModelHeader> header(Candidate candidate) {
        Store store = candidate.store();
        return store == null ? headers.cached(candidate.key()) : headers.in(store, candidate.key());
    }

    private Optional<Map<Object, Object>> meta(Candidate candidate) {
        Store store = candidate.store();
        return store == null ? metadata.cached(candidate.key()) : metadata.in(store, candidate.key());
    }

    private static Iterator<Candidate> latest(Iterator<Candidate> all) {
        Map<String, Candidate> latest = new LinkedHashMap<>();
        all.forEachRemaining(candidate -> latest.merge(
                candidate.key().id(), candidate, (one, other) -> isLater(other.key(), one.key()) ? other : one));
        return latest.values().iterator();
    }

    /** As {@link Versions#latestOf} has it: a release is later than every pre-release. */
    private static boolean isLater(ModelKey key, ModelKey than) {
        Version version = key.version();
        Version other = than.version();
        return version.isPreRelease() == other.isPreRelease() ? version.compareTo(other) > 0 : other.isPreRelease();
    }
}
