package io.audmodel.backend;

import io.audmodel.model.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Content whose length is known before it is produced. */
record KnownContent(long size, Optional<Checksum> checksum, Source source) implements Content {

    /** Produces the bytes. */
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        source.writeTo(out);
    }
}
