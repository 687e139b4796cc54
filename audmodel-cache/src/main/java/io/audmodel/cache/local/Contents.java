package io.audmodel.cache.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.BasicFileAttributes;

/** Walks through folders, and removes them, one open folder after the other. It never follows links. */
final class Contents {

    /** No path of an archive has more segments, and each level takes a descriptor. */
    private static final int DEEPEST = 2_048;

    private Contents() {}

    /** Visits the content of a folder. */
    interface Visitor {

        /**
         * Visits a folder, before its content.
         *
         * @param path from the folder where the walk began, with slashes; empty for that itself
         */
        default void folder(Folder folder, String path) throws IOException {}

        /** Visits anything else: a file, a link, a pipe. */
        void other(String path, BasicFileAttributes attributes) throws IOException;
    }

    static void walk(Folder folder, Visitor visitor) throws IOException {
        walk(folder, "", visitor, 0);
    }

    private static void walk(Folder folder, String path, Visitor visitor, int depth) throws IOException {
        requireNotTooDeep(folder, depth);
        visitor.folder(folder, path);
        for (String name : folder.names()) {
            String inner = path.isEmpty() ? name : path + "/" + name;
            BasicFileAttributes attributes = folder.look(name).orElse(null);
            if (attributes != null && attributes.isDirectory()) {
                try (Folder child = folder.enter(name)) {
                    walk(child, inner, visitor, depth + 1);
                }
            } else if (attributes != null) {
                visitor.other(inner, attributes);
            }
        }
    }

    /** Removes a file, or a folder with all its content. A missing one is no failure. */
    static void delete(Folder folder, String name) throws IOException {
        delete(folder, name, 0);
    }

    private static void delete(Folder folder, String name, int depth) throws IOException {
        requireNotTooDeep(folder, depth);
        if (folder.look(name).filter(BasicFileAttributes::isDirectory).isPresent()) {
            try (Folder inner = folder.enter(name)) {
                for (String each : inner.names()) {
                    delete(inner, each, depth + 1);
                }
            }
        }
        folder.delete(name);
    }

    private static void requireNotTooDeep(Folder folder, int depth) throws FileSystemException {
        if (depth > DEEPEST) {
            throw new FileSystemException(folder.toString(), null, "folders are nested too deeply");
        }
    }

    /** The length of all regular files together, in bytes. */
    static long size(Folder folder) throws IOException {
        Size size = new Size();
        walk(folder, size);
        return size.bytes;
    }

    private static final class Size implements Visitor {

        private long bytes;

        @Override
        public void other(String path, BasicFileAttributes attributes) {
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
        }
    }
}
