package io.audmodel.backend.artifactory;

import com.fasterxml.jackson.databind.JsonNode;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;

/**
 * The objects below a folder, one request for each folder and each object: what is left where the server has no list of
 * files.
 */
final class FolderWalk extends AbstractSpliterator<ObjectInfo> {

    private final Calls calls;
    private final Patience patience;
    private final ArtifactoryReader reader;
    private final Deque<ObjectPath> folders = new ArrayDeque<>();
    private final Deque<ObjectPath> files = new ArrayDeque<>();

    FolderWalk(ObjectPath prefix, Calls calls, Patience patience, ArtifactoryReader reader) {
        super(Long.MAX_VALUE, Spliterator.DISTINCT | Spliterator.NONNULL);
        this.calls = calls;
        this.patience = patience;
        this.reader = reader;
        folders.push(prefix);
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
        while (!files.isEmpty() || !folders.isEmpty()) {
            if (files.isEmpty()) {
                enter(folders.pop());
            } else {
                // What is gone meanwhile is not listed.
                Optional<ObjectInfo> info = reader.stat("list", files.pop());
                if (info.isPresent()) {
                    action.accept(info.get());
                    return true;
                }
            }
        }
        return false;
    }

    private void enter(ObjectPath folder) {
        Optional<JsonNode> item = patience.run(() -> calls.item("list", folder.text()));
        item.ifPresent(found -> found.path("children")
                .forEach(child -> ArtifactoryListing.path(
                                folder.text() + child.path("uri").asText())
                        .ifPresent(path -> (child.path("folder").asBoolean() ? folders : files).push(path))));
    }
}
