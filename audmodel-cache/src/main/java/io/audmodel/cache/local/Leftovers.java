package io.audmodel.cache.local;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * What crashed processes left in a cache, and the rules for removing it. Locks may do nothing, so holding one proves
 * nothing about our own temporary files: they go when the process that their name records is gone from this host, or
 * when nothing in them has changed for a day. The Python package's {@code <version>~} records nobody: it goes when the
 * lock is one that keeps all processes out, or after the same day. What is removed is renamed first, so that a live
 * process that was misjudged fails at once and publishes no part of it. What another user may not remove stays where it
 * is: its owner's next fill or prune removes it.
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
     * @return how many bytes they took
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
     * Removes what the Python package was killed in.
     *
     * @return how many bytes that took
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
            // Somebody else was quicker, or it belongs to another user: it is in nobody's way.
            System.getLogger(Leftovers.class.getName())
                    .log(Logger.Level.DEBUG, () -> "the leftover " + folder.path(name) + " stays", e);
            return 0;
        }
    }

    /**
     * Makes sure that what has the name can be removed with all that is in it, and not only be given another name, under
     * which it would take its room where nobody sees it.
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
