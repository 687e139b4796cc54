package io.audmodel.store;

import io.audmodel.event.ReferenceResolved;
import io.audmodel.event.delivery.EventScope;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ShortId;
import io.audmodel.model.Version;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Resolves references to keys. An id needs no request, an alias one, a short id a listing. */
public final class References {

    private final Versions versions;
    private final Aliases aliases;
    private final DocumentCache cache;

    public References(Versions versions, Aliases aliases, DocumentCache cache) {
        this.versions = versions;
        this.aliases = aliases;
        this.cache = cache;
    }

    /** @throws io.audmodel.error.NotFoundException if an alias, a short id or a legacy id is unknown */
    public ModelKey resolve(ModelRef ref) {
        Optional<ModelKey> known = known(ref);
        if (known.isPresent()) {
            return known.get();
        }
        EventScope events = EventScope.current();
        long begun = System.nanoTime();
        ModelKey key = ask(ref);
        if (events.isHeard()) {
            events.send(new ReferenceResolved(ref, key.ref(), Duration.ofNanos(System.nanoTime() - begun)));
        }
        return key;
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

    private static void requireNonNull(ModelRef ref) {
        Objects.requireNonNull(ref, "the reference that names the model is null");
    }
}
