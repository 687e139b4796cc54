package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Checksum;
import io.audmodel.servers.S3Stub;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An object that is larger than the heap: with {@code -Daudmodel.large.megabytes=5120} and {@code -Xmx64m} in the
 * command line of the tests, server included. By default it is small, and shows only that the way is open.
 */
@Tag("reliability")
@Tag("one-jdk")
class S3LargeObjectTest {

    private static final int MEGABYTES = Integer.getInteger("audmodel.large.megabytes", 64);
    private static final ObjectPath PATH = new ObjectPath("a/model.zip");

    @TempDir
    private Path folder;

    @Test
    void object_largerThanTheHeap_goesUpAndComesDown() throws Exception {
        try (S3Stub server = S3Stub.start(folder)) {
            server.createBucket("models");
            try (Backend backend = Connecting.to(server.endpoint(), folder, server.options())) {
                ObjectInfo info = backend.put(PATH, new Generated(MEGABYTES), PutMode.create());
                assertThat(info.size()).isEqualTo((long) MEGABYTES << 20);
                assertThat(digest(backend)).isEqualTo(info.checksum());
            }
            assertThat(server.bucket("models").openUploads()).isZero();
        }
    }

    private static Optional<Checksum> digest(Backend backend) throws IOException {
        MessageDigest digest = Checksum.newDigest();
        byte[] block = new byte[1 << 18];
        try (ObjectBody body = backend.get(PATH, ByteRange.all())) {
            for (int n = body.stream().read(block); n >= 0; n = body.stream().read(block)) {
                digest.update(block, 0, n);
            }
        }
        return Optional.of(Checksum.ofDigest(digest.digest()));
    }

    /** As an archive that is packed while it is written: neither length nor checksum are known. */
    private record Generated(int megabytes) implements Content {

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<Checksum> checksum() {
            return Optional.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] block = new byte[1 << 20];
            new Random(megabytes).nextBytes(block);
            for (int i = 0; i < megabytes; i++) {
                block[0] = (byte) i;
                out.write(block);
            }
        }
    }
}
