package io.audmodel.backend.artifactory;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.support.ForeignNames;
import io.audmodel.backend.support.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Keeps a repository in one of Artifactory. Thread-safe, with as many connections at once as the configuration
 * allows. Artifactory has no conditional writes, so there is no capability: a create checks first, and
 * then writes. If the repository's permissions do not let this user overwrite, the server decides, and the later create
 * loses.
 */
final class ArtifactoryStore implements Backend {

    private static final String LIST = "list&deep=1&listFolders=0&mdTimestamps=0&statsTimestamps=0";

    private final ArtifactoryHttp http;
    private final Requests calls;
    private final RetryPolicy retryPolicy;
    private final ArtifactoryReader reader;
    private final ArtifactoryWriter writer;
    private final boolean isAnonymous;
    private final AtomicBoolean withoutLists = new AtomicBoolean();

    ArtifactoryStore(ArtifactoryConfig config, Retry retry) {
        this.retryPolicy = new RetryPolicy(retry);
        this.isAnonymous = config.credentials().isEmpty();
        this.http = new ArtifactoryHttp(config);
        this.calls = new Requests(http, config.address(), new ArtifactoryErrors(config), retryPolicy);
        this.reader = new ArtifactoryReader(calls, retryPolicy, config.temporaryRoot());
        this.writer = new ArtifactoryWriter(calls, retryPolicy, reader, config.temporaryRoot());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return reader.stat("stat", path);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        return reader.get(path, range);
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return writer.put(path, content, mode);
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return withoutLists.get()
                ? walk(prefix)
                : ForeignNames.confirmed(foreign -> retryPolicy.run(() -> listed(prefix, foreign)));
    }

    @Override
    public void delete(ObjectPath path) {
        writer.delete(path);
    }

    @Override
    public URI url(ObjectPath path) {
        return calls.address().object(path);
    }

    @Override
    public Optional<Duration> clockAhead() {
        return http.clockAhead();
    }

    @Override
    public Optional<Duration> latency() {
        return http.latency();
    }

    @Override
    public void close() {
        http.close();
    }

    /** @param foreign takes the names of a short list that no path of this library has */
    private Stream<ObjectInfo> listed(ObjectPath prefix, Consumer<String> foreign) {
        Answer answer = calls.get("list", prefix.text(), calls.address().item(Address.folder(prefix), LIST), null);
        if (answer.status() == 200) {
            return ArtifactoryListing.of(prefix, answer, foreign, calls.errors());
        }
        try (answer) {
            return switch (answer.status()) {
                case 404 -> {
                    answer.text();
                    calls.requireRepository("list", prefix.text());
                    yield Stream.empty();
                }
                // Lists are a feature of some editions, and none of remote repositories; objects have none either.
                case 400, 405, 409, 501 -> {
                    withoutLists.compareAndSet(false, answer.text().contains("Pro"));
                    yield walk(prefix);
                }
                // Anonymous users get no lists either, but may read each folder.
                case 401, 403 -> {
                    answer.text();
                    withoutLists.compareAndSet(false, isAnonymous);
                    yield walk(prefix);
                }
                default -> throw calls.errors().refused("list", prefix.text(), answer);
            };
        }
    }

    private Stream<ObjectInfo> walk(ObjectPath prefix) {
        return StreamSupport.stream(new FolderWalk(prefix, calls, retryPolicy, reader), false);
    }
}
