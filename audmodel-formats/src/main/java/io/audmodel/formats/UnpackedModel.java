package io.audmodel.formats;

import java.nio.file.Path;

/**
 * The files of an archive in a folder of this process's own, ready to be published. Closing removes the folder. A process
 * that is killed before leaves it where temporary files are, with a name that begins with {@code audmodel-import-}.
 */
public final class UnpackedModel implements AutoCloseable {

    private final WorkFolder work;
    private final ArchiveFormat format;
    private final long size;

    UnpackedModel(WorkFolder work, ArchiveFormat format, long size) {
        this.work = work;
        this.format = format;
        this.size = size;
    }

    /** Returns the folder with the files, for {@link io.audmodel.PublishRequest#of}. */
    public Path folder() {
        return work.files();
    }

    /** Returns the format of the archive, as its content told. */
    public ArchiveFormat format() {
        return format;
    }

    /** Returns the length of all files together, in bytes. */
    public long size() {
        return size;
    }

    /** Removes the folder with all that is in it. Closing again does nothing. */
    @Override
    public void close() {
        work.close();
    }
}
