package io.audmodel.store;

import io.audmodel.error.AudModelException;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.event.delivery.EventScope;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ResolvedModel;
import io.audmodel.model.ShortId;
import io.audmodel.model.Version;
import io.audmodel.store.StaleIfError.Cached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Resolves references to keys. An id needs no request, an alias one, a short id a listing. */
public final class References {

    private final Versions versions;
    private final Aliases aliases;
    private final Headers headers;
    private final DocumentCache cache;
    private final Repositories repositories;
    private final StaleIfError policy;

    public References(
            Versions versions,
            Aliases aliases,
            Headers headers,
            DocumentCache cache,
            Repositories repositories,
            StaleIfError policy) {
        this.versions = versions;
        this.aliases = aliases;
        this.headers = headers;
        this.cache = cache;
        this.repositories = repositories;
        this.policy = policy;
    }

    /**
     * What the repositories say: for calls that write, and for those that ask what a repository has.
     *
     * @throws io.audmodel.error.NotFoundException if an alias, a short id or a legacy id is unknown
     */
    public ModelKey resolve(ModelRef ref) {
        return known(ref)
                .orElseGet(
                        () -> timed(ref, () -> ResolvedModel.current(ask(ref))).key());
    }

    /**
     * As {@link #resolve(ModelRef)}, for calls that may answer from the cache: in an outage what the reference stood for
     * when it was last seen, if the client wants that, or else the last one before that which is cached.
     *
     * @param isCached whether the cache has all that the call needs of a model
     */
    public ResolvedModel resolve(ModelRef ref, Predicate<ModelKey> isCached) {
        return resolve(ref, List.of(isCached));
    }

    /**
     * As {@link #resolve(ModelRef, Predicate)}, for calls that need less than the files: of several models it is the one
     * that a load would serve.
     */
    public ResolvedModel resolveLikeLoads(ModelRef ref, Predicate<ModelKey> isCached) {
        return resolve(ref, List.of(key -> cache.hasModel(key) && isCached.test(key), isCached));
    }

    /** As {@link #resolve(ModelRef, Predicate)}, for calls that need the files of a model. */
    public ResolvedModel resolveForFiles(ModelRef ref) {
        return resolve(ref, cache::hasModel);
    }

    /** @param tests whether a model is cached; the first one that any model passes decides */
    private ResolvedModel resolve(ModelRef ref, List<Predicate<ModelKey>> tests) {
        Optional<ModelKey> known = known(ref);
        if (known.isPresent()) {
            return ResolvedModel.current(known.get());
        }
        if (repositories.isOffline()) {
            return timed(ref, () -> offline(ref));
        }
        return timed(
                ref,
                () -> reachable(
                        ref,
                        policy.ask(
                                "what " + ref + " is", () -> ResolvedModel.current(ask(ref)), () -> cached(ref, tests)),
                        tests));
    }

    /** The model, unless it can only be fetched, by now from nobody, and an earlier one is cached. */
    private ResolvedModel reachable(ModelRef ref, ResolvedModel model, List<Predicate<ModelKey>> tests) {
        ModelKey key = model.key();
        if (model.isStale() || !policy.isWanted() || tests.stream().anyMatch(test -> test.test(key))) {
            return model;
        }
        Cached<ResolvedModel> earlier = earlier(ref, key, tests);
        if (earlier.answer() == null) {
            return model;
        }
        return policy.ask(
                wantedNow(ref, key),
                () -> {
                    headers.locate(key);
                    return model;
                },
                () -> earlier);
    }

    private static String wantedNow(ModelRef ref, ModelKey key) {
        return "for " + key + ", which " + ref + " is now";
    }

    /**
     * Does something with the model of a reference; in an outage that only now shows, with the one that is cached and was
     * the model of the reference before, if the client wants that.
     *
     * @param isCached whether the cache has all that the work needs of a model
     */
    public <T> T serve(ModelRef ref, Predicate<ModelKey> isCached, Function<ModelKey, T> work) {
        ResolvedModel model = resolve(ref, isCached);
        try {
            return work.apply(model.key());
        } catch (AudModelException e) {
            return work.apply(insteadOf(ref, model, isCached, e).key());
        }
    }

    /**
     * The model that is cached, and was the model of the reference before the one that cannot be fetched.
     *
     * @throws AudModelException the failure, if that is no outage, or there is no such model, or the client does not want it
     */
    public ResolvedModel insteadOf(
            ModelRef ref, ResolvedModel model, Predicate<ModelKey> isCached, AudModelException failure) {
        if (model.isStale() || !isMovable(ref)) {
            throw failure;
        }
        ModelKey key = model.key();
        return timed(
                ref, () -> policy.instead(failure, wantedNow(ref, key), () -> earlier(ref, key, List.of(isCached))));
    }

    /** As {@link #insteadOf(ModelRef, ResolvedModel, Predicate, AudModelException)}, for what needs the files. */
    public ResolvedModel insteadOf(ModelRef ref, ResolvedModel model, AudModelException failure) {
        return insteadOf(ref, model, cache::hasModel, failure);
    }

    private static ResolvedModel timed(ModelRef ref, Supplier<ResolvedModel> resolution) {
        EventScope events = EventScope.current();
        long begun = System.nanoTime();
        ResolvedModel model = resolution.get();
        if (events.isHeard()) {
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            events.send(new ReferenceResolved(ref, model.ref(), model.isStale(), duration));
        }
        return model;
    }

    private ResolvedModel offline(ModelRef ref) {
        ModelKey key = ask(ref);
        Optional<Seen<ModelKey>> seen =
                lastSeen(ref).filter(last -> last.value().equals(key));
        return ResolvedModel.stale(key, seen.map(Seen::at).orElse(null));
    }

    private Cached<ResolvedModel> cached(ModelRef ref, List<Predicate<ModelKey>> tests) {
        Optional<Seen<ModelKey>> last = lastSeen(ref);
        if (last.isEmpty()) {
            return new Cached<>(
                    null,
                    "no client with this cache and these repositories has seen it, or it was gone when one looked last");
        }
        ModelKey key = last.get().value();
        Instant at = last.get().at();
        String story = "it was " + key + " when it was last seen, " + at;
        return best(ref, last.stream(), tests)
                .map(best -> best.value().equals(key)
                        ? new Cached<>(ResolvedModel.stale(key, at), story)
                        : earlier(best, story + ", which is not cached"))
                .orElseGet(() ->
                        new Cached<>(null, story + ", which is not cached, or not all that the call needs of it"));
    }

    /** What is cached of the models that the reference stood for before this one. */
    private Cached<ResolvedModel> earlier(ModelRef ref, ModelKey now, List<Predicate<ModelKey>> tests) {
        return best(ref, Stream.empty(), tests)
                .filter(best -> !best.value().equals(now))
                .map(best -> earlier(best, "that is not cached"))
                .orElseGet(() -> new Cached<>(null, "no earlier one is cached"));
    }

    private static Cached<ResolvedModel> earlier(Seen<ModelKey> model, String story) {
        return new Cached<>(
                ResolvedModel.stale(model.value(), model.at()),
                story + ", but " + model.value() + " is, which it was before, when seen at " + model.at());
    }

    /** The first test that any model passes decides, and of those that pass it the one that was seen last. */
    private Optional<Seen<ModelKey>> best(ModelRef ref, Stream<Seen<ModelKey>> last, List<Predicate<ModelKey>> tests) {
        List<Seen<ModelKey>> all = Stream.concat(last, seenEarlier(ref)).toList();
        return tests.stream()
                .flatMap(test -> all.stream().filter(seen -> test.test(seen.value())))
                .findFirst();
    }

    private Stream<Seen<ModelKey>> seenEarlier(ModelRef ref) {
        return ref instanceof Alias alias
                ? aliases.earlier(alias).stream().map(this::lastSeen).flatMap(Optional::stream)
                : versions.earlier(ref.toString()).stream()
                        .map(seen -> new Seen<>(new ModelKey(ref.toString(), seen.value()), seen.at()));
    }

    private Optional<Seen<ModelKey>> lastSeen(ModelRef ref) {
        if (ref instanceof Alias alias) {
            return aliases.lastSeen(alias).flatMap(this::lastSeen);
        }
        Optional<Seen<Version>> latest = versions.lastSeen(ref.toString());
        return latest.map(seen -> new Seen<>(new ModelKey(ref.toString(), seen.value()), seen.at()));
    }

    /** The key of what an alias pointed to. */
    private Optional<Seen<ModelKey>> lastSeen(Seen<ExactRef> target) {
        return known(target.value())
                .or(() -> lastSeen(target.value()).map(Seen::value))
                .map(key -> new Seen<>(key, target.at()));
    }

    private ModelKey ask(ModelRef ref) {
        if (ref instanceof ShortId id) {
            return ModelKey.of(id.version(versions.latest(id.text())));
        }
        if (ref instanceof Alias alias) {
            ModelRef target = aliases.resolve(alias);
            return known(target).orElseGet(() -> ask(target));
        }
        LegacyId id = (LegacyId) ref;
        return ModelKey.of(id, versions.latest(id.text()));
    }

    /** The key of a reference, if resolving it needs no request. */
    public Optional<ModelKey> known(ModelRef ref) {
        requireNonNull(ref);
        if (ref instanceof ModelId id) {
            return Optional.of(ModelKey.of(id));
        }
        return ref instanceof LegacyId id
                ? cache.onlyVersion(id.text()).map(version -> ModelKey.of(id, version))
                : Optional.empty();
    }

    /** The target of an alias; any other reference itself. */
    public ModelRef withoutAlias(ModelRef ref) {
        requireNonNull(ref);
        return ref instanceof Alias alias ? aliases.resolve(alias) : ref;
    }

    /** Whether the reference may lead to another model than now. An offline client asks nobody, and sees nothing move. */
    public boolean isMovable(ModelRef ref) {
        return !versions.isOffline() && !(ref instanceof ExactRef);
    }

    /**
     * Asks where a movable reference leads, for somebody who already knows a model of it. The answer turns that model into
     * the one that it leads to, which is never one that only a silent repository makes it lead to.
     */
    public UnaryOperator<ExactRef> newest(ModelRef ref) {
        if (ref instanceof Alias alias) {
            ExactRef target = aliases.resolveForSure(alias);
            return known -> target;
        }
        ShortId id = (ShortId) ref;
        UnaryOperator<Version> later = versions.later(id.text());
        return known -> id.version(later.apply(((ModelId) known).version()));
    }

    /** Notes the target of an alias, for clients that are offline. */
    public void seen(ModelRef ref, ExactRef target) {
        if (ref instanceof Alias alias) {
            aliases.seen(alias, target);
        }
    }

    static ModelRef requireNonNull(ModelRef ref) {
        return Objects.requireNonNull(ref, "the reference that names the model is null");
    }
}
