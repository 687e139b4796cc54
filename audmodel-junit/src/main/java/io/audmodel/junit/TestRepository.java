package io.audmodel.junit;

import io.audmodel.AudModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A repository of a test: the test publishes models into it, moves aliases, and lets it fail. What the test does here
 * reaches the store whatever is wrong with it for clients, as another client of the same store would. Thread-safe.
 */
public final class TestRepository {

    private final Repository repository;
    private final UnreliableBackend backend;
    private final AudModel publisher;
    private final Path fixtures;

    /**
     * @param backend through which clients see the store
     * @param publisher a client that sees the store itself
     * @param fixtures a folder for the files of what is published
     */
    TestRepository(Repository repository, UnreliableBackend backend, AudModel publisher, Path fixtures) {
        this.repository = repository;
        this.backend = backend;
        this.publisher = publisher;
        this.fixtures = fixtures;
    }

    /** Returns where this is: its name, and the folder if it is one. */
    public Repository repository() {
        return repository;
    }

    // ---------------------------------------------------------------- models

    /**
     * Publishes a model.
     *
     * @return its id
     * @throws io.audmodel.error.AlreadyExistsException if it has been published into this repository before
     */
    public ModelId publish(ModelFixture model) {
        try {
            return publisher.publish(model.writeTo(Files.createTempDirectory(fixtures, "model")));
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + model + " cannot be written", e);
        }
    }

    /** Points an alias to a model, wherever it pointed before. */
    public void setAlias(String alias, ModelRef target) {
        publisher.setAlias(Alias.of(alias), target);
    }

    /**
     * Removes an alias; the model stays.
     *
     * @throws io.audmodel.error.AliasNotFoundException if there is no such alias
     */
    public void removeAlias(String alias) {
        publisher.removeAlias(Alias.of(alias));
    }

    // ---------------------------------------------------------------- faults

    /** Lets requests of clients fail from now on, until {@link #recover}. Another fault takes the place of an earlier. */
    public void failWith(RepositoryFault fault) {
        backend.failWith(fault);
    }

    /**
     * Lets each request of clients wait before it begins, until {@link #recover}; a fault, if there is one, meets it
     * afterwards.
     *
     * @throws InvalidArgumentException if the time is negative
     */
    public void delay(Duration each) {
        if (each.isNegative()) {
            throw new InvalidArgumentException("requests cannot wait for " + each + ": choose zero or more");
        }
        backend.delay(each);
    }

    /** Ends fault and delay. Requests that wait get their answer. */
    public void recover() {
        backend.recover();
    }

    /** Returns how many requests clients have sent to this repository so far, failed ones included. */
    public long requests() {
        return backend.requests();
    }

    @Override
    public String toString() {
        return repository.toString();
    }

    /** Returns the store as clients see it. */
    UnreliableBackend backend() {
        return backend;
    }

    void close() {
        publisher.close();
        backend.close();
    }
}
