package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.UnavailableException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.LargeZip;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers that break off, end early or change a byte, somewhere in one of many requests. */
public interface BrokenTransferSuite extends OnStorage {

    /** What happens to a stream at a certain byte. */
    enum Fault {
        THROW,
        END,
        FLIP
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 8, 11, 14, 17, 20, 23})
    default void brokenTransfer_leavesAllOrNothing(long seed, Workshop workshop) {
        LargeZip zip = new LargeZip(1);
        ModelId id = workshop.client().publish(workshop.request("onnx", "1.0.0"));
        workshop.replaceArchive("onnx", id, zip.bytes());
        FileTree good = zip.tree();
        Random random = new Random(seed);
        Fault fault = Fault.values()[(int) (seed % Fault.values().length)];
        int nth = 1 + random.nextInt(5);
        long at = random.nextInt(200_000);
        AudModel client = workshop.client(breaking(workshop, nth, at, fault));
        try {
            // A byte that nobody needs may be lost or changed: of the beginning of a range that is read no further.
            assertThat(FileTree.of(client.load(id))).as("seed %s", seed).isEqualTo(good);
        } catch (CorruptContentException | UnavailableException e) {
            assertThat(fault).as("what arrives damaged is read again: %s", e).isNotEqualTo(Fault.FLIP);
            assertThat(FileTree.of(client.cacheRoot()).names())
                    .as("%s at byte %s of request %s, seed %s", fault, at, nth, seed)
                    .allMatch(name -> name.endsWith(".header.yaml") || name.endsWith(".lock"));
            assertThat(FileTree.of(client.load(id))).as("the next load").isEqualTo(good);
        }
    }

    private static ForwardingBackend breaking(Workshop workshop, int nth, long at, Fault fault) {
        AtomicInteger seen = new AtomicInteger();
        return new ForwardingBackend(workshop.connect(workshop.repository())) {
            @Override
            public ObjectBody get(ObjectPath path, ByteRange range) {
                ObjectBody body = super.get(path, range);
                boolean breaks = path.name().endsWith(".zip") && seen.incrementAndGet() == nth;
                return breaks ? new ObjectBody(body.info(), new Breaking(body.stream(), at, fault)) : body;
            }
        };
    }

    /** A stream that is faulty from a certain byte on. */
    final class Breaking extends FilterInputStream {

        private final Fault fault;
        private long left;

        private Breaking(InputStream in, long at, Fault fault) {
            super(in);
            this.left = at;
            this.fault = fault;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                switch (fault) {
                    case THROW -> throw new IOException("a test breaks the transfer off");
                    case END -> {
                        return -1;
                    }
                    case FLIP -> {
                        int count = super.read(bytes, offset, length);
                        bytes[offset] ^= 1;
                        left = Long.MAX_VALUE;
                        return count;
                    }
                }
            }
            int count = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
