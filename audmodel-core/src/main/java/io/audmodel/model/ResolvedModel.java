package io.audmodel.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reference stands for, and whether that is what a repository says now. Immutable. */
public final class ResolvedModel implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ModelKey key;
    private final boolean stale;
    private final @Nullable Instant seen;

    private ResolvedModel(ModelKey key, boolean stale, @Nullable Instant seen) {
        this.key = key;
        this.stale = stale;
        this.seen = seen;
    }

    /** Returns the value for what a repository says now, or for what never changes. */
    public static ResolvedModel current(ModelKey key) {
        return new ResolvedModel(key, false, null);
    }

    /** Returns the value for what the cache knows, which may have changed; {@code seen} is null if it does not know since when. */
    public static ResolvedModel stale(ModelKey key, @Nullable Instant seen) {
        return new ResolvedModel(key, true, seen);
    }

    /** Returns the id or legacy id: a call with it gets this very model, and needs no request if it is cached. */
    public ExactRef ref() {
        return key.ref();
    }

    /** Returns the version, which a legacy id does not include. */
    public Version version() {
        return key.version();
    }

    /** Returns its place in repositories and caches. */
    public ModelKey key() {
        return key;
    }

    /**
     * Returns whether no repository could be asked, so that the reference may stand for another model by now; or the model
     * that it stands for now could not be fetched in an outage, and this is the one before.
     */
    public boolean isStale() {
        return stale;
    }

    /**
     * Returns when a repository last said so, up to a minute too early; empty if it is not {@linkplain #isStale stale},
     * or if the cache does not know.
     */
    public Optional<Instant> staleSince() {
        return Optional.ofNullable(seen);
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ref", ref());
        json.put("version", version());
        json.put("stale", stale);
        json.put("staleSince", seen == null ? null : seen.toString());
        return json;
    }

    @Override
    public String toString() {
        return ref() + (stale ? " (stale" + (seen == null ? "" : " since " + seen) + ")" : "");
    }
}
