package io.audmodel.artifactory.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A server on a free port of this machine that answers as an Artifactory does, for tests of programs that use one. It
 * keeps files with their checksums and properties, in local, remote and virtual repositories, for users with passwords,
 * API keys, access tokens and permissions. Its answers follow JFrog's REST documentation and the expectations of the
 * clients of JFrog and of Python (dohq-artifactory); no real server was compared.
 *
 * <pre>{@code
 * try (ArtifactoryStandIn server = ArtifactoryStandIn.builder().local("models").start()) {
 *     Repository models = new Repository("artifactory", server.url().toString(), "models");
 * }
 * }</pre>
 *
 * <p>Files are in a temporary folder, and are deleted with the server. The JDK's server waits 40 ms before most
 * answers, unless the JVM was started with {@code -Dsun.net.httpserver.nodelay=true}. Thread-safe.
 */
public final class ArtifactoryStandIn implements AutoCloseable {

    private static final String BASE = "/artifactory";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Path folder;
    private final RepositoryRegistry repositories;
    private final Accounts accounts;
    private final Optional<ObjectStorage> redirects;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Supplier<Disturbance> disturbances = () -> Disturbance.NONE;

    ArtifactoryStandIn(StandInBuilder setup) throws IOException {
        folder = Files.createTempDirectory("artifactory");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        Binaries binaries = new Binaries(folder);
        repositories = new RepositoryRegistry(binaries);
        redirects = setup.redirectsLast == null
                ? Optional.empty()
                : Optional.of(new ObjectStorage(setup.redirectsLast, threads));
        setup.repositories.forEach(wanted -> wanted.accept(repositories));
        accounts = setup.accounts();
        Router router = router(setup, binaries);
        server.createContext(BASE, exchange -> handle(exchange, router));
        server.start();
    }

    private Router router(StandInBuilder setup, Binaries binaries) {
        ItemDocument info = new ItemDocument(url());
        List<Entry<String, ApiEndpoint>> endpoints = List.of(
                Map.entry("api/system", new SystemApi()),
                Map.entry("api/repositories", new RepositoriesApi(repositories, url())),
                Map.entry("api/storage", new StorageApi(repositories, info, setup.lists)),
                Map.entry("api/metadata", new PropertiesApi(repositories, info)),
                Map.entry("api/copy", new TransferApi(repositories, false)),
                Map.entry("api/move", new TransferApi(repositories, true)),
                Map.entry("api/search/aql", new AqlApi(repositories)));
        Upload deployment = new Upload(binaries, info);
        return new Router(accounts, endpoints, new ContentApi(repositories, deployment, setup.ranges, redirects));
    }

    private void handle(HttpExchange http, Router router) throws IOException {
        try (http) {
            requests.add(http.getRequestMethod() + " " + http.getRequestURI());
            Disturbance disturbance = disturbances.get();
            Exchange exchange = new Exchange(http, BASE + "/", new AnswerFault(disturbance, closed));
            if (disturbance.status() > 0) {
                exchange.error(disturbance.status(), "disturbed");
            } else if (disturbance != Disturbance.NO_ANSWER) {
                router.handle(exchange);
            }
        }
    }

    /** Returns a builder to configure a server. */
    public static StandInBuilder builder() {
        return new StandInBuilder();
    }

    /**
     * Returns the address, such as {@code http://127.0.0.1:40123/artifactory}; paths of repositories follow a slash.
     */
    public URI url() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + BASE);
    }

    /**
     * Makes an empty local repository.
     *
     * @throws IllegalArgumentException if there is a repository of this key, or the key has other characters than
     *     letters, digits, {@code . _ -}
     */
    public void createLocal(String key) {
        try {
            repositories.createLocal(key);
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Returns the paths of all files in a repository; none if there is no such repository. */
    public SortedSet<String> files(String key) {
        return repositories
                .find(key)
                .map(repository -> new TreeSet<>(repository.files("").keySet()))
                .orElseGet(TreeSet::new);
    }

    /**
     * Returns the requests since the start, or since {@link #forgetRequests}, such as {@code PUT
     * /artifactory/models/a.zip}.
     */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Clears the list of requests. */
    public void forgetRequests() {
        requests.clear();
    }

    /** Revokes an access token, as if it had expired. */
    public void revoke(String token) {
        accounts.revoke(token);
    }

    /** Disturbs each request from now on. The supplier is called once for each request, by several threads. */
    public void disturb(Supplier<Disturbance> next) {
        disturbances = next;
    }

    /** Stops the server, without waiting for requests under way, and deletes its files. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        redirects.ifPresent(ObjectStorage::close);
        threads.shutdownNow();
        awaitThreads();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the server's folder " + folder, e);
        }
    }

    // Files that they still write would stay in the folder.
    private void awaitThreads() {
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
