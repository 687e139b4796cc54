package io.audmodel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.cache.Cache.Usage;
import io.audmodel.model.ExactRef;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model in the cache.
 *
 * @param ref its id, or its legacy id
 * @param version its version, which a legacy id does not include
 * @param folder where its files are
 * @param size of all its files, in bytes
 * @param lastUse when it was last loaded; may be up to ten minutes too early. Of loads by the Python package, only the
 *     one that fetched it counts
 * @param heldBy the process that {@linkplain AudModel#hold holds} or follows it, in words, one of them if there are
 *     several; null if there is none, if locks do not work there, in bases, and in reports of prunes
 * @param inBase whether it is in a {@linkplain AudModelBuilder#cacheBases base}, where nothing is removed
 */
public record CachedModel(
        ExactRef ref,
        Version version,
        Path folder,
        long size,
        Instant lastUse,
        @Nullable String heldBy,
        boolean inBase) implements Serializable {

    static CachedModel of(ModelKey key, Usage usage, boolean inBase) {
        return new CachedModel(key.ref(), key.version(), usage.folder(), usage.bytes(), usage.lastUse(), null, inBase);
    }

    CachedModel heldBy(Optional<String> holder) {
        return holder.map(process -> new CachedModel(ref, version, folder, size, lastUse, process, inBase))
                .orElse(this);
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ref", ref);
        json.put("version", version);
        json.put("folder", folder.toString());
        json.put("size", size);
        json.put("lastUse", lastUse.toString());
        json.put("heldBy", heldBy);
        json.put("inBase", inBase);
        return json;
    }

    ModelKey key() {
        return ref instanceof ModelId id ? ModelKey.of(id) : ModelKey.of((LegacyId) ref, version);
    }

    /** A {@link Path} cannot be serialized; its text can. */
    private record Form(
            ExactRef ref,
            Version version,
            String folder,
            long size,
            Instant lastUse,
            @Nullable String heldBy,
            boolean inBase)
            implements Serializable {

        private Object readResolve() {
            return new CachedModel(ref, version, Path.of(folder), size, lastUse, heldBy, inBase);
        }
    }

    private Object writeReplace() {
        return new Form(ref, version, folder.toString(), size, lastUse, heldBy, inBase);
    }
}
