package io.audmodel.backend;

/**
 * Content for a store that has to read all of it before it sends the first byte, for instance since its checksum comes
 * first. {@link #read} does so ahead of the write. Whether or not it was called, this is the content that it was made
 * from. {@link Backend#prepare} makes it, and the caller closes it after the last write. Used by one thread at a time.
 */
public interface PreparedContent extends Content, AutoCloseable {

    /**
     * Reads all of the content on this thread, and makes no request; once that has succeeded, calling it again does
     * nothing.
     *
     * @throws io.audmodel.error.BackendException if the content or the folder for temporary files cannot be used
     * @throws io.audmodel.error.InvalidArgumentException if the content has another length or MD5 than it announced
     * @throws io.audmodel.error.CancelledException if the thread is interrupted; its flag stays set
     */
    void read();

    /** Forgets what was read. */
    @Override
    void close();
}
