package io.audmodel.micrometer;

import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an observation of a call knows, for conventions, filters and handlers of a program. Thread-safe, but for what it inherits. */
public final class CallContext extends Observation.Context {

    private final String method;
    private final String subject;
    private volatile @Nullable String model;

    CallContext(String method, String subject) {
        this.method = method;
        this.subject = subject;
    }

    /** Returns the method of the client, such as {@code load}. */
    public String method() {
        return method;
    }

    /** Returns the reference, alias or name that the call is for. */
    public String subject() {
        return subject;
    }

    /** Returns the id of the model that the call found, loaded or verified last; empty until then. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    void found(String id) {
        model = id;
    }
}
