package io.audmodel.backend.artifactory;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.artifactory.Spool.Spooled;
import java.nio.file.Path;
import org.apache.http.client.methods.HttpDelete;

/** Stores and deletes objects. */
final class ArtifactoryWriter {

    private final Calls calls;
    private final Retry retry;
    private final ArtifactoryReader reader;
    private final Path temporaryRoot;

    ArtifactoryWriter(Calls calls, Retry retry, ArtifactoryReader reader, Path temporaryRoot) {
        this.calls = calls;
        this.retry = retry;
        this.reader = reader;
        this.temporaryRoot = temporaryRoot;
    }

    ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        if (Thread.currentThread().isInterrupted()) {
            throw calls.errors().cancelled("put", path.text(), null);
        }
        if (mode.kind() == PutMode.Kind.REPLACE) {
            throw calls.errors().noConditions(path);
        }
        try (Spooled spooled = Spool.of(path, content, temporaryRoot, calls.errors())) {
            return new Deployment(calls, reader, path, spooled, mode.kind() == PutMode.Kind.CREATE).run(retry);
        }
    }

    /** Artifactory deletes a folder with all that is in it, so that only what is an object may be asked for. */
    void delete(ObjectPath path) {
        if (reader.stat("delete", path).isPresent()) {
            retry.run(() -> {
                remove(path);
                return path;
            });
        }
    }

    private void remove(ObjectPath path) {
        HttpDelete delete = new HttpDelete(calls.address().object(path));
        try (Answer answer = calls.send("delete", path.text(), delete)) {
            if (answer.status() == 404) {
                answer.text();
                calls.requireRepository("delete", path.text());
            } else if (answer.status() / 100 != 2) {
                throw calls.errors().refused("delete", path.text(), answer);
            } else {
                answer.text();
            }
        }
    }
}
