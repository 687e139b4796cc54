package io.audmodel.health;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.cache.Cache;
import io.audmodel.error.AudModelException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cache can be written, and how.
 *
 * @param root its folder
 * @param failure why it cannot be written; null if it can
 * @param took how long it took to try it
 * @param locks whether its locks keep other processes out; null if that could not be tried
 * @param fileSystem the type of its file system, such as {@code ext4}; empty if it is not known
 * @param freeBytes the room that is left there for this user, in bytes; -1 if it is not known
 */
public record CacheHealth(
        Path root,
        @Nullable AudModelException failure,
        Duration took,
        Cache.@Nullable Locks locks,
        String fileSystem,
        long freeBytes)
        implements Serializable {

    /** Returns whether it can be written. Without working locks it can, and models may be fetched more than once. */
    public boolean isHealthy() {
        return failure == null;
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("root", root.toString());
        json.put("healthy", isHealthy());
        json.put("failure", ClientHealth.json(failure));
        json.put("millis", took.toMillis());
        json.put("locks", locks);
        json.put("fileSystem", fileSystem);
        json.put("freeBytes", freeBytes);
        return json;
    }

    /** A {@link Path} cannot be serialized; its text can. */
    private record Form(
            String root,
            @Nullable AudModelException failure,
            Duration took,
            Cache.@Nullable Locks locks,
            String fileSystem,
            long freeBytes)
            implements Serializable {

        private Object readResolve() {
            return new CacheHealth(Path.of(root), failure, took, locks, fileSystem, freeBytes);
        }
    }

    private Object writeReplace() {
        return new Form(root.toString(), failure, took, locks, fileSystem, freeBytes);
    }
}
