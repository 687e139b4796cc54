package io.audmodel.micrometer;

import io.micrometer.observation.Observation;

/** What an observation of a request knows, for conventions, filters and handlers of a program. Thread-safe, but for what it inherits. */
public final class RequestContext extends Observation.Context {

    private final String repository;
    private final String operation;
    private volatile long bytes;

    RequestContext(String repository, String operation) {
        this.repository = repository;
        this.operation = operation;
    }

    /** Returns the repository without its options. */
    public String repository() {
        return repository;
    }

    /** Returns {@code stat}, {@code get}, {@code put}, {@code list} or {@code delete}. */
    public String operation() {
        return operation;
    }

    /** Returns how many bytes of content were received or stored; 0 until the end. */
    public long bytes() {
        return bytes;
    }

    void moved(long count) {
        bytes = count;
    }
}
