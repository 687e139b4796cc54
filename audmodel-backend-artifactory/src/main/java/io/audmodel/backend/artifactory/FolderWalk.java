package io.audmodel.backend.artifactory;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.artifactory.StorageItem.Child;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists the objects below a folder by one request for each folder and each object, for servers without a list of files.
 * It ends even if folders contain themselves, or never hold a file.
 */
final class FolderWalk extends AbstractSpliterator<ObjectInfo> {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_FOLDERS_IN_VAIN = 10_000;

    /** A folder under way, with its remaining children. */
    private record Level(ObjectPath folder, Deque<Child> children) {}

    private final ObjectPath prefix;
    private final Requests calls;
    private final RetryPolicy retryPolicy;
    private final ArtifactoryReader reader;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int foldersInVain;
    private boolean begun;

    FolderWalk(ObjectPath prefix, Requests calls, RetryPolicy retryPolicy, ArtifactoryReader reader) {
        super(Long.MAX_VALUE, Spliterator.DISTINCT | Spliterator.NONNULL);
        this.prefix = prefix;
        this.calls = calls;
        this.retryPolicy = retryPolicy;
        this.reader = reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
        if (!begun) {
            begun = true;
            enter(prefix);
        }
        while (!levels.isEmpty()) {
            Level level = levels.peek();
            Child child = level.children().poll();
            if (child == null) {
                levels.pop();
            } else {
                ObjectInfo found = look(level.folder(), child);
                if (found != null) {
                    foldersInVain = 0;
                    action.accept(found);
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the object; null for a folder, which is entered, and for removed or foreign files. */
    private @Nullable ObjectInfo look(ObjectPath folder, Child child) {
        Optional<ObjectPath> path = ArtifactoryListing.path(Address.folder(folder) + "/" + child.name());
        if (path.isEmpty()) {
            return null;
        }
        if (child.isFolder()) {
            enter(path.get());
            return null;
        }
        return reader.stat("list", path.get()).orElse(null);
    }

    private void enter(ObjectPath folder) {
        if (levels.size() == MAX_DEPTH || ++foldersInVain > MAX_FOLDERS_IN_VAIN) {
            throw calls.errors()
                    .endless(
                            prefix.text(),
                            levels.size() == MAX_DEPTH
                                    ? "folders are nested deeper than " + MAX_DEPTH
                                    : MAX_FOLDERS_IN_VAIN + " folders in a row hold no file");
        }
        Optional<StorageItem> item = retryPolicy.run(() -> calls.item("list", Address.folder(folder)));
        List<Child> children = item.map(StorageItem::children).orElse(null);
        if (children != null) {
            levels.push(new Level(folder, new ArrayDeque<>(children)));
        }
    }
}
