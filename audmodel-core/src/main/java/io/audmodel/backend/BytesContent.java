package io.audmodel.backend;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Content in memory. */
final class BytesContent implements Content {

    private final byte[] bytes;
    private final Checksum md5;

    BytesContent(byte[] bytes) {
        this.bytes = bytes;
        this.md5 = Checksum.md5(bytes);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.of(md5);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
