package io.audmodel.cache.local;

import io.audmodel.cache.Cache.Staging;
import io.audmodel.error.CacheException;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model on its way into the cache: a private folder beside the place where it will be. Right also where locks do
 * nothing: nobody else writes here, and of several that publish one wins and all use what it made.
 */
final class StagedEntry implements AutoCloseable {

    private final Path model;
    private final Path temporary;
    private final Staging staging;
    private final @Nullable Object contentKey;

    private StagedEntry(Path model, Path temporary) throws IOException {
        this.model = model;
        this.temporary = temporary;
        this.staging = new Staging(temporary.resolve("content"), temporary.resolve("scratch"));
        Files.createDirectory(staging.content());
        Files.createDirectory(staging.scratch());
        this.contentKey = keyOf(staging.content());
    }

    static StagedEntry beside(Path model) throws IOException {
        Path temporary = Files.createDirectory(TemporaryName.beside(model));
        try {
            return new StagedEntry(model, temporary);
        } catch (IOException e) {
            discard(temporary);
            throw e;
        }
    }

    Staging staging() {
        return staging;
    }

    /**
     * Puts the content in its place, unless somebody did so meanwhile.
     *
     * @throws CacheException if there is no content
     */
    void publish() throws IOException {
        Folders.force(staging.content());
        // A process that slept for a day may have been swept, and its filler have made the folder anew, without what
        // was there before.
        if (!Objects.equals(contentKey, keyOf(staging.content()))) {
            throw new CacheException("the folder of " + model
                    + " was taken for a leftover and removed while it was filled; load it again");
        }
        if (FilledFolders.isEmpty(staging.content())) {
            throw new CacheException("nothing was put into the folder of " + model
                    + ": an empty folder does not count as a model; load it again, or publish it with files");
        }
        try {
            if (Files.isDirectory(model)) {
                // Windows renames onto no folder, not even an empty one.
                Files.delete(model);
            }
            Files.move(staging.content(), model, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (FilledFolders.isEmpty(model)) {
                throw e;
            }
        }
        Folders.forceEntries(Folders.of(model));
    }

    /** Removes the private folder and what is left in it. */
    @Override
    public void close() {
        discard(temporary);
    }

    private static void discard(Path temporary) {
        try {
            Folders.delete(temporary);
        } catch (IOException e) {
            System.getLogger(StagedEntry.class.getName())
                    .log(Logger.Level.DEBUG, () -> temporary + " is left for the next fill to remove", e);
        }
    }

    private static @Nullable Object keyOf(Path folder) throws IOException {
        return Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }
}
