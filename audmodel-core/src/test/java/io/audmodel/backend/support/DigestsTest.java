package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CancelledException;
import io.audmodel.model.Checksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {

    private static final int BLOCK = 256 << 10;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("audmodel-digest")) {
                // Its pool has ended; the thread itself needs a moment more.
                thread.join(60_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 4 * BLOCK, 10 * BLOCK + 3})
    void finish_afterPiecesOfAnySize_hasDigestedAll(int size) throws Exception {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        MessageDigest md5 = Checksum.newDigest();
        MessageDigest sha = MessageDigest.getInstance("SHA-256");

        try (Digests digests = new Digests(List.of(md5, sha))) {
            for (int from = 0; from < size; ) {
                int count = Math.min(size - from, 1 + random.nextInt(2 * BLOCK));
                ByteBuffer piece = ByteBuffer.wrap(bytes, from, count);
                digests.update(piece);
                assertThat(piece.remaining()).isEqualTo(count);
                from += count;
            }
            digests.finish();
        }

        assertThat(Checksum.ofDigest(md5.digest())).isEqualTo(Checksum.md5(bytes));
        assertThat(sha.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void close_beforeTheEnd_endsTheThreads() {
        try (Digests digests = new Digests(List.of(Checksum.newDigest()))) {
            digests.update(ByteBuffer.allocate(3 * BLOCK));
        }
    }

    @Test
    void update_interruptedWhileDigestsAreSlow_isCancelled() {
        CountDownLatch gate = new CountDownLatch(1);
        Digests digests = new Digests(List.of(new HeldDigest(gate)));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> digests.update(ByteBuffer.allocate(10 * BLOCK)))
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            gate.countDown();
            digests.close();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Digests nothing before the gate opens. */
    private static final class HeldDigest extends MessageDigest {

        private final CountDownLatch gate;

        HeldDigest(CountDownLatch gate) {
            super("held");
            this.gate = gate;
        }

        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        protected byte[] engineDigest() {
            return new byte[0];
        }

        @Override
        protected void engineReset() {}
    }
}
