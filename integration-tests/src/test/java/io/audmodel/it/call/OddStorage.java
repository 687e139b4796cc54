package io.audmodel.it.call;

import io.audmodel.AudModelBuilder;
import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.artifactory.ArtifactoryBackendProvider;
import io.audmodel.backend.s3.S3BackendProvider;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Repository;
import io.audmodel.servers.S3Stub;
import io.audmodel.servers.SelfSigned;
import io.audmodel.servers.odd.OddPeer;
import io.audmodel.servers.odd.Oddity;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.PeerRoute;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.SortedSet;

/** Repositories of a server of its own that is reached through an odd peer. */
final class OddStorage implements Storage, AutoCloseable {

    private final Path folder;
    private final AutoCloseable server;
    private final OddPeer peer;
    private final Speaks store;
    private final Map<String, String> options;

    /** @param folder exists, and has the keys of the peer */
    OddStorage(Path folder, Speaks store, PeerRoute route, Oddity oddity, int after, SelfSigned keys, Path bundle)
            throws IOException {
        this.folder = folder;
        this.store = store;
        URI address;
        if (store == Speaks.S3) {
            S3Stub stub = S3Stub.start(Files.createDirectories(folder.resolve("objects")));
            server = stub;
            options = stub.options();
            address = URI.create(stub.endpoint());
        } else {
            ArtifactoryStandIn standIn =
                    ArtifactoryStandIn.builder().local("models").start();
            server = standIn;
            options = Map.of();
            address = standIn.url();
        }
        peer = new OddPeer(address, route, oddity, after, keys, bundle);
    }

    static SelfSigned keys(Path folder) {
        try {
            return SelfSigned.in(folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    OddPeer peer() {
        return peer;
    }

    @Override
    public Repository create(String name) {
        if (store == Speaks.S3) {
            ((S3Stub) server).createBucket(name);
            return new Repository("s3", peer.endpoint(), name);
        }
        return new Repository("artifactory", peer.endpoint() + "/artifactory", name);
    }

    @Override
    public Backend connect(Repository repository) {
        BackendSettings settings = new BackendSettings(options, environment(), folder);
        return store == Speaks.S3
                ? new S3BackendProvider().connect(repository, settings)
                : new ArtifactoryBackendProvider().connect(repository, settings);
    }

    @Override
    public AudModelBuilder addTo(AudModelBuilder builder, Repository repository) {
        return builder.repository(repository, options).environment(environment());
    }

    private Environment environment() {
        return Environment.of(peer.variables(), folder.resolve("home"), Workshop.USER);
    }

    @Override
    public SortedSet<String> everything(Repository repository) {
        throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public void close() throws Exception {
        peer.close();
        server.close();
    }
}
