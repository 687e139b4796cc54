package io.audmodel.follow;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.model.ExactRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model that a follower serves, or served.
 *
 * @param ref its id, or its legacy id
 * @param folder where its files are; do not change it: others share it
 * @param since when the follower took it, by the client's clock
 */
public record FollowedModel(ExactRef ref, Path folder, Instant since) {

    @JsonValue
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ref", ref);
        json.put("folder", folder.toString());
        json.put("since", since.toString());
        return json;
    }
}
