package io.audmodel;

import io.audmodel.model.Alias;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ShortId;
import java.util.Objects;

/** Turns references into keys. An id needs no request, an alias one, a short id a listing. */
final class References {

    private final Versions versions;
    private final Aliases aliases;
    private final DocumentCache cache;

    References(Versions versions, Aliases aliases, DocumentCache cache) {
        this.versions = versions;
        this.aliases = aliases;
        this.cache = cache;
    }

    /** @throws io.audmodel.error.NotFoundException if an alias, a short id or a legacy id is unknown */
    ModelKey resolve(ModelRef ref) {
        requireNonNull(ref);
        if (ref instanceof ModelId id) {
            return ModelKey.of(id);
        }
        if (ref instanceof ShortId id) {
            return ModelKey.of(id.version(versions.latest(id.text())));
        }
        if (ref instanceof Alias alias) {
            return resolve(aliases.resolve(alias));
        }
        LegacyId id = (LegacyId) ref;
        return ModelKey.of(id, cache.onlyVersion(id.text()).orElseGet(() -> versions.latest(id.text())));
    }

    /** The reference without its alias: what it points to; itself for any other kind. */
    ModelRef withoutAlias(ModelRef ref) {
        requireNonNull(ref);
        return ref instanceof Alias alias ? aliases.resolve(alias) : ref;
    }

    private static void requireNonNull(ModelRef ref) {
        Objects.requireNonNull(ref, "the reference that names the model is null");
    }
}
