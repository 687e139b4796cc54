package io.audmodel.backend.support;

import io.audmodel.backend.OriginSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** A sink that does not copy bytes which lie in files. */
final class InPlaceSink extends SpoolSink implements OriginSink {

    InPlaceSink(Path folder, List<MessageDigest> more) {
        super(folder, more);
    }

    @Override
    public void write(ByteBuffer bytes, Path origin, long position) throws IOException {
        refer(bytes, origin, position);
    }
}
