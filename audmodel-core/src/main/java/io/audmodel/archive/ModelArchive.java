package io.audmodel.archive;

import io.audmodel.backend.Content;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Compression;
import java.nio.file.Path;

/**
 * Packs a model's folder into a ZIP file, which {@link ArchiveReader} and Python's {@code zipfile} read.
 *
 * <p>Only files are packed: a folder without any is not kept. A file keeps its name, its bytes and whether its owner
 * may execute it. Links within the folder are followed, and what they lead to is packed in their place.
 */
public final class ModelArchive {

    private ModelArchive() {}

    /**
     * Finds and checks the files of a folder; they are read later, and each time anew, when the content is written. The
     * bytes depend on nothing but the files and the compression: two folders with the same files give the same archive,
     * whatever the number of cores. (Another version of the JDK may deflate differently.)
     *
     * <p>All cores deflate, also within one file; the thread that asks for the content writes it, and tells how far it
     * is. Memory is bounded: three megabytes and a half per core, outside the heap.
     *
     * <p>Writing the content throws {@link InvalidArgumentException} if a file has changed since, and
     * {@link CancelledException} if the thread is interrupted. The archive is broken off then, not completed.
     *
     * @throws InvalidArgumentException if the folder is missing, has no files, or has something that cannot be packed:
     *     a file without read permission, a link that leads outside, nowhere or in a circle, a pipe or device, or a
     *     name that has a backslash or control characters, begins with a drive letter, or is no text in the encoding of
     *     this process
     */
    public static Content pack(Path root, Compression compression, ArchiveProgress progress) {
        return new FolderContent(FolderScan.of(root), compression, PackCrew.size(), progress);
    }
}
