package io.audmodel.djl;

import ai.djl.repository.Repository;
import ai.djl.repository.RepositoryFactory;
import io.audmodel.AudModel;
import java.net.URI;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the models of {@code audmodel://REF} for DJL, where {@code REF} is an id, a short id (its latest version), a legacy
 * id or an alias. DJL finds this factory where the jar is on the class path or module path.
 *
 * <pre>{@code
 * Criteria.builder()
 *         .setTypes(NDList.class, NDList.class)
 *         .optModelUrls("audmodel://emotion-production")
 *         .build()
 *         .loadModel();
 * }</pre>
 *
 * <p>A path selects a folder or a file of the model, and {@code ?include=GLOB}, given once or more, the files that are
 * loaded, as {@link io.audmodel.FilePatterns} reads it. All other arguments of the query go to DJL, for instance {@code
 * translatorFactory}, {@code model_name} and {@code artifact_id}.
 *
 * <p>Building the criteria asks nobody, and throws {@link IllegalArgumentException} for a URL that names no model. {@code
 * loadModel} resolves the reference, each time it is called, and loads what is not cached. It throws {@link
 * ai.djl.repository.zoo.ModelNotFoundException} if every repository answered that there is no such model, or the model has no
 * such file, and {@link java.io.IOException} for any other failure, an outage for instance. The cause, or the cause of the
 * cause, is the error of this library. Immutable and thread-safe.
 */
public final class AudModelRepositoryFactory implements RepositoryFactory {

    private static final Set<String> SCHEMES = Set.of(ModelUrl.SCHEME);

    private final Clients clients;

    /**
     * A factory for DJL, whose clients are made as {@link AudModel#fromEnvironment()} makes them, one for each load, and
     * closed when it ends.
     */
    public AudModelRepositoryFactory() {
        this(Clients.ofEnvironment());
    }

    private AudModelRepositoryFactory(Clients clients) {
        this.clients = clients;
    }

    /**
     * Returns a factory that loads by this client or view, for {@link Repository#registerRepositoryFactory}: from then on all
     * URLs of the process with this scheme are loaded by it. Nothing here closes the client; what is loaded after you have
     * closed it is an error.
     */
    public static AudModelRepositoryFactory of(AudModel audmodel) {
        return new AudModelRepositoryFactory(
                Clients.of(Objects.requireNonNull(audmodel, "the client for models of DJL is null")));
    }

    /**
     * Returns the model of the URL as a repository that has this one alone. Asks nobody.
     *
     * @throws IllegalArgumentException if the URL names no model; the cause, if there is one, says why
     */
    @Override
    public Repository newInstance(String name, URI uri) {
        return new AudModelRepository(name, uri, ModelUrl.of(uri), clients);
    }

    /** Returns {@code audmodel} alone. */
    @Override
    public Set<String> getSupportedScheme() {
        return SCHEMES;
    }

    @Override
    public String toString() {
        return "AudModelRepositoryFactory[" + clients + "]";
    }
}
