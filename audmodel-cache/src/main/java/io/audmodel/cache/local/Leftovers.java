package io.audmodel.cache.local;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes what crashed processes left in a cache. Since locks may do nothing, holding one proves nothing about our own
 * temporary files: they are removed when the process in their name is gone from this host, or when they did not change
 * for a day. The Python package's {@code <version>~} names no process: it is removed under a lock that keeps all
 * processes out, or after a day. Everything is renamed before it is deleted, so that a live process that was misjudged
 * fails at once and publishes no part of it. What this user may not remove stays: the next fill or prune of its owner
 * removes it.
 */
final class Leftovers {

    private static final Duration UNTOUCHED = Duration.ofDays(1);

    private Leftovers() {}

    /**
     * Removes what crashes left beside a model or a document.
     *
     * @param keepsAllOut whether the caller's lock keeps every other process out for certain
     */
    static void sweep(Folder folder, String name, boolean keepsAllOut) throws IOException {
        sweepTemporaries(folder);
        sweepPython(folder, CachePaths.pythonStaging(name), keepsAllOut);
    }

    /**
     * Removes our own temporary files and folders whose process is gone.
     *
     * @return how many bytes were freed
     */
    static long sweepTemporaries(Folder folder) throws IOException {
        long freed = 0;
        for (String name : folder.names()) {
            if (TemporaryName.ownerOf(name)
                    .filter(owner -> owner.isGone() || isUntouched(folder, name))
                    .isPresent()) {
                freed += remove(folder, name);
            }
        }
        return freed;
    }

    /**
     * Removes the folder in which the Python package was killed.
     *
     * @return how many bytes were freed
     */
    static long sweepPython(Folder folder, String name, boolean keepsAllOut) throws IOException {
        boolean isLeft = folder.look(name).isPresent() && (keepsAllOut || isUntouched(folder, name));
        return isLeft ? remove(folder, name) : 0;
    }

    private static long remove(Folder folder, String name) {
        try {
            long bytes = requireRemovable(folder, name);
            String claimed = TemporaryName.of("leftover");
            folder.move(name, folder, claimed);
            Contents.delete(folder, claimed);
            return bytes;
        } catch (IOException e) {
            // Another process was quicker, or it belongs to another user: it does no harm.
            System.getLogger(Leftovers.class.getName())
                    .log(Logger.Level.DEBUG, () -> "the leftover " + folder.path(name) + " stays", e);
            return 0;
        }
    }

    /**
     * Makes sure that a file or folder can be deleted with all its content, and not only be renamed: under the new name
     * it would take space unseen.
     *
     * @return how many bytes it takes
     */
    static long requireRemovable(Folder folder, String name) throws IOException {
        BasicFileAttributes found = folder.look(name).orElse(null);
        if (found == null || !found.isDirectory()) {
            return found == null || !found.isRegularFile() ? 0 : found.size();
        }
        Removable removable = new Removable();
        try (Folder inner = folder.enter(name)) {
            Contents.walk(inner, removable);
        }
        return removable.bytes;
    }

    private static final class Removable implements Contents.Visitor {

        private long bytes;

        @Override
        public void folder(Folder folder, String path) throws IOException {
            if (!folder.isWritable()) {
                throw new AccessDeniedException(folder.toString());
            }
        }

        @Override
        public void other(String path, BasicFileAttributes attributes) {
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
        }
    }

    private static boolean isUntouched(Folder folder, String name) {
        Instant limit = Instant.now().minus(UNTOUCHED);
        try {
            return newestChange(folder, name).isBefore(limit);
        } catch (IOException e) {
            return false;
        }
    }

    private static Instant newestChange(Folder folder, String name) throws IOException {
        NewestChange newest = new NewestChange();
        BasicFileAttributes found = folder.look(name).orElse(null);
        if (found != null) {
            newest.other(name, found);
            if (found.isDirectory()) {
                try (Folder inner = folder.enter(name)) {
                    Contents.walk(inner, newest);
                }
            }
        }
        return newest.instant;
    }

    private static final class NewestChange implements Contents.Visitor {

        private Instant instant = Instant.MIN;

        @Override
        public void folder(Folder folder, String path) throws IOException {
            other(path, folder.attributes());
        }

        @Override
        public void other(String path, BasicFileAttributes attributes) {
            Instant changed = attributes.lastModifiedTime().toInstant();
            instant = changed.isAfter(instant) ? changed : instant;
        }
    }
}
