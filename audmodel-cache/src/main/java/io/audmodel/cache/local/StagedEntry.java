package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Staging;
import io.audmodel.error.CacheException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model on its way into the cache: a private folder beside its final place. The folder in it that becomes the model
 * gets the permissions of the cache, and other users cannot reach it until it is complete and renamed. This is correct
 * even if locks do nothing: no other process writes here, and if several publish one entry, one wins and all use its
 * result.
 */
final class StagedEntry implements AutoCloseable {

    private static final String CONTENT = "content";
    private static final String SCRATCH = "scratch";

    private final Folder versions;
    private final String version;
    private final PrivateFolder own;
    private final @Nullable Object contentKey;

    private StagedEntry(Folder versions, String version, PrivateFolder own) throws IOException {
        this.versions = versions;
        this.version = version;
        this.own = own;
        own.folder().create(CONTENT);
        own.folder().create(SCRATCH);
        this.contentKey = contentKey();
    }

    static StagedEntry in(Folder versions, String version) throws IOException {
        PrivateFolder own = PrivateFolder.in(versions, version);
        try {
            return new StagedEntry(versions, version, own);
        } catch (IOException e) {
            own.close();
            throw e;
        }
    }

    Staging staging() {
        return new Staging(own.folder().at(CONTENT), own.folder().at(SCRATCH));
    }

    /**
     * Renames the content into its place, unless another process did so meanwhile.
     *
     * @throws CacheException if there is no content
     */
    void publish() throws IOException {
        Modes.permitTree(own.folder().at(CONTENT), versions.permissions());
        FolderSync.force(own.folder().at(CONTENT));
        // The folder of a process that slept for a day may have been swept, and made again by its filler, without its
        // earlier content.
        if (!Objects.equals(contentKey, contentKey())) {
            throw new CacheException("the folder of " + versions.path(version)
                    + " was removed as a leftover while it was filled; load it again");
        }
        if (!FilledFolders.isFilled(own.folder(), CONTENT)) {
            throw new CacheException("nothing was put into the folder of " + versions.path(version)
                    + ": an empty folder does not count as a model; load it again, or publish it with files");
        }
        try {
            if (versions.look(version).filter(BasicFileAttributes::isDirectory).isPresent()) {
                // Windows renames onto no folder, not even an empty one.
                versions.delete(version);
            }
            own.folder().move(CONTENT, versions, version);
        } catch (FileSystemException e) {
            if (!FilledFolders.isFilled(versions, version)) {
                throw e;
            }
        }
        versions.force();
    }

    // Windows knows no key, which is not the same as no folder.
    private @Nullable Object contentKey() throws IOException {
        return own.folder()
                .look(CONTENT)
                .orElseThrow(
                        () -> new NoSuchFileException(own.folder().path(CONTENT).toString()))
                .fileKey();
    }

    /** Removes the private folder with its content. */
    @Override
    public void close() {
        own.close();
    }
}
