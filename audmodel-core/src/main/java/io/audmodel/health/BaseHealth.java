package io.audmodel.health;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.error.AudModelException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a read-only cache below that of a client can be read.
 *
 * @param root its folder
 * @param failure why it cannot be read, such as that it is not there; null if it can
 * @param took how long it took to look
 * @param fileSystem the type of its file system, such as {@code overlay}; empty if it is not known
 */
public record BaseHealth(Path root, @Nullable AudModelException failure, Duration took, String fileSystem)
        implements Serializable {

    /** Returns whether it can be read. While it cannot, what it has is fetched from repositories. */
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
        json.put("fileSystem", fileSystem);
        return json;
    }

    /** A {@link Path} cannot be serialized; its text can. */
    private record Form(String root, @Nullable AudModelException failure, Duration took, String fileSystem)
            implements Serializable {

        private Object readResolve() {
            return new BaseHealth(Path.of(root), failure, took, fileSystem);
        }
    }

    private Object writeReplace() {
        return new Form(root.toString(), failure, took, fileSystem);
    }
}
