package io.audmodel.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections whose bytes take time by a clock of the test. */
class SteadyChannelTest {

    private static final int LENGTH = 10 << 20;
    private static final int PIECE = 64 << 10;
    private static final double USUAL = 0.06;

    private final byte[] archive = new byte[LENGTH];
    private final ConnectionSpeeds speeds = new ConnectionSpeeds();
    private final Deque<Double> next = new ArrayDeque<>();
    private final List<Long> requested = new ArrayList<>();
    private final List<Connection> open = new ArrayList<>();
    private long nanos;
    private long opening;

    private final class Connection implements ReadableByteChannel {

        private final double speed;
        private final long end;
        private long at;

        Connection(long position, long length) {
            this.at = position;
            this.end = position + length;
            this.speed = next.remove();
            requested.add(position);
            open.add(this);
            nanos += opening;
        }

        @Override
        public int read(ByteBuffer into) {
            if (at == end) {
                return -1;
            }
            int count = (int) Math.min(Math.min(PIECE, into.remaining()), end - at);
            into.put(archive, (int) at, count);
            at += count;
            nanos += Math.round(count / speed);
            return count;
        }

        @Override
        public boolean isOpen() {
            return open.contains(this);
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }

    private byte[] read(long position, int length, Double... speedsOfConnections) throws IOException {
        next.addAll(Arrays.asList(speedsOfConnections));
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (SteadyChannel channel = new SteadyChannel(Connection::new, position, length, speeds, () -> nanos)) {
            while (channel.read(bytes) >= 0) {
                assertThat(open).hasSize(1);
            }
        }
        assertThat(open).isEmpty();
        assertThat(next).isEmpty();
        return bytes.array();
    }

    private void learn() {
        for (int i = 0; i < 4; i++) {
            speeds.arrived(LENGTH, Math.round(LENGTH / USUAL));
        }
    }

    @Test
    void rangeOfASlowConnection_isReadOnByAnother() throws IOException {
        new Random(1).nextBytes(archive);
        learn();
        assertThat(read(0, LENGTH, USUAL / 10, USUAL)).isEqualTo(archive);
        assertThat(requested).hasSize(2);
        // It is noticed after a quarter of a second, not after the 1.7 seconds that all of it would take.
        assertThat(nanos).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void rangeThatIsSlowOnEveryConnection_isRequestedThreeTimesAtMost() throws IOException {
        new Random(2).nextBytes(archive);
        learn();
        assertThat(read(0, LENGTH, USUAL / 10, USUAL / 20, USUAL / 30)).isEqualTo(archive);
        assertThat(requested).hasSize(3).isSorted();
    }

    @Test
    void slowerOnes_areNotSlow_beforeAnybodyKnowsWhatIsUsual() throws IOException {
        read(0, LENGTH, USUAL / 10);
        assertThat(requested).containsExactly(0L);
    }

    @Test
    void connectionsThatAreALittleSlower_areRead() throws IOException {
        learn();
        read(0, LENGTH, USUAL / 3);
        assertThat(requested).containsExactly(0L);
    }

    @Test
    void endOfARange_isNotRequestedAgain() throws IOException {
        learn();
        read(LENGTH - (1 << 20), 1 << 20, USUAL / 100);
        assertThat(requested).containsExactly((long) LENGTH - (1 << 20));
    }

    /** Where there are fewer connections than threads, a thread waits for its turn, and would lose it. */
    @Test
    void timeUntilARangeBegins_isNotThatOfItsConnection() throws IOException {
        learn();
        opening = TimeUnit.SECONDS.toNanos(20);
        read(0, LENGTH, USUAL);
        assertThat(requested).containsExactly(0L);
    }

    /** A short range may lie in buffers already when it is read. */
    @Test
    void shortRanges_doNotTellWhatIsUsual() throws IOException {
        for (int i = 0; i < 10; i++) {
            read(0, 1 << 10, USUAL * 1_000);
        }
        requested.clear();
        read(0, LENGTH, USUAL);
        assertThat(requested).containsExactly(0L);
    }

    @Test
    void whatArrived_isUsualFromThenOn() throws IOException {
        for (int i = 0; i < 4; i++) {
            read(0, LENGTH, USUAL);
        }
        requested.clear();
        read(0, LENGTH, USUAL / 10, USUAL);
        assertThat(requested).hasSize(2);
    }

    @Test
    void whatArrivedLongAgo_isUsualNoMore() {
        learn();
        for (int i = 0; i < 32; i++) {
            speeds.arrived(LENGTH, Math.round(LENGTH / USUAL * 5));
        }
        assertThat(speeds.isSlow(LENGTH, Math.round(LENGTH / USUAL * 10))).isFalse();
        assertThat(speeds.isSlow(LENGTH, Math.round(LENGTH / USUAL * 21))).isTrue();
    }

    @Test
    void speedOfTheSlowerQuarter_isUsual() {
        for (int i = 1; i <= 8; i++) {
            speeds.arrived(LENGTH, Math.round(LENGTH / (i * USUAL)));
        }
        assertThat(speeds.isSlow(LENGTH, Math.round(LENGTH / USUAL))).isFalse();
        assertThat(speeds.isSlow(LENGTH, Math.round(LENGTH / USUAL * 2))).isTrue();
    }
}
