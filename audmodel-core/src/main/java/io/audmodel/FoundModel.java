package io.audmodel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.Repository;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version of a model that a search found. Immutable. */
public final class FoundModel implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ExactRef ref;
    private final ModelHeader header;
    private final @Nullable Repository repository;

    FoundModel(ExactRef ref, ModelHeader header, @Nullable Repository repository) {
        this.ref = ref;
        this.header = header;
        this.repository = repository;
    }

    /** Returns its id or legacy id. */
    public ExactRef ref() {
        return ref;
    }

    /** Returns its header. */
    public ModelHeader header() {
        return header;
    }

    /** Returns the repository that has it; empty if the client is offline and found it in the cache. */
    public Optional<Repository> repository() {
        return Optional.ofNullable(repository);
    }

    @JsonValue
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ref", ref);
        json.put("repository", repository);
        json.put("header", header);
        return json;
    }

    @Override
    public String toString() {
        return ref + " (" + header.name() + ")";
    }
}
