package io.audmodel.store;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;

/** The checksum of content: the known one, or else computed by reading all of it. */
public final class ContentChecksum {

    private ContentChecksum() {}

    /** @throws InvalidArgumentException if the content cannot be read, for instance since a file is gone */
    public static Checksum of(Content content) {
        return content.checksum().orElseGet(() -> {
            try {
                return digest(content::writeTo);
            } catch (IOException e) {
                throw new InvalidArgumentException("cannot read what is to be published: " + e.getMessage(), e);
            }
        });
    }

    public static Checksum of(Store store, ObjectInfo info) {
        return info.checksum().orElseGet(() -> read(store, info));
    }

    /** The checksum of the bytes, whatever the store reports. */
    public static Checksum read(Store store, ObjectInfo info) {
        try (ObjectBody body = store.backend().get(info.path(), ByteRange.all())) {
            return digest(out -> body.stream().transferTo(out));
        } catch (IOException e) {
            throw store.unreadable(info.path(), e);
        }
    }

    private static Checksum digest(Source source) throws IOException {
        DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), Checksum.newDigest());
        source.writeTo(out);
        return Checksum.ofDigest(out.getMessageDigest().digest());
    }

    private interface Source {
        void writeTo(OutputStream out) throws IOException;
    }
}
