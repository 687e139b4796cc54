package io.audmodel.examples.custom;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.Revision;
import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Blob;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Sends content to the database, where nobody sees it before a row refers to it. */
final class BlobWriter {

    private BlobWriter() {}

    /** Returns what a row with this content says; throws if the content is not what it announced. */
    static ObjectInfo fill(Blob blob, ObjectPath path, Content content, JdbcErrors errors) throws SQLException {
        MessageDigest digest = Checksum.newDigest();
        boolean interrupted = false;
        try (OutputStream out = new DigestOutputStream(blob.setBinaryStream(1), digest)) {
            content.writeTo(out);
            // The driver waits for a thread of its own when the stream is closed, and would lose the flag at that.
            interrupted = Thread.interrupted();
        } catch (InterruptedIOException e) {
            interrupted = true;
        } catch (IOException e) {
            throw errors.unreadable(path, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (interrupted) {
            throw new CancelledException("the thread was interrupted while " + path + " was sent; nothing was stored");
        }
        long size = blob.length();
        Checksum checksum = Checksum.ofDigest(digest.digest());
        if (content.length().orElse(size) != size
                || !content.checksum().orElse(checksum).equals(checksum)) {
            throw new InvalidArgumentException("the content of " + path + " has " + size + " bytes and MD5 " + checksum
                    + ", and announced otherwise: it must not change while it is stored");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new ObjectInfo(
                path, size, now, checksum, new Revision(UUID.randomUUID().toString()));
    }
}
