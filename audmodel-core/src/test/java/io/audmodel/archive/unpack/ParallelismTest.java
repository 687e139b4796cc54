package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against links whose speed follows from the number of connections. */
class ParallelismTest {

    private static final int FIRST = 8;
    private static final int MOST = 24;

    private final Parallelism parallelism = new Parallelism(FIRST, MOST);
    private long nanos;
    private double bytes = 1;
    private int pauses;
    private int now = parallelism.at(0, 1, 0);

    /** @param ofEach bytes a nanosecond of a connection, at most; all together have {@code ofAll} */
    private void pass(int windows, double ofEach, double ofAll) {
        for (int i = 0; i < windows; i++) {
            nanos += Parallelism.WINDOW;
            bytes += Math.min(now * ofEach, ofAll) * Parallelism.WINDOW;
            now = parallelism.at(nanos, (long) bytes, pauses);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.06, 10, 24", "0.06, 1.0, 16", "0.06, 0.6, 16", "0.06, 0.48, 8", "0.5, 0.5, 8"})
    void connections_doubleAsLongAsThatBringsClearlyMore(double ofEach, double ofAll, int expected) {
        pass(5, ofEach, ofAll);
        assertThat(now).isEqualTo(expected);
    }

    @Test
    void connectionsThatBringNoMore_areTriedAgainAfterAWhile() {
        pass(2, 0.5, 0.5);
        assertThat(now).isEqualTo(FIRST);
        pass(40, 0.06, 10);
        assertThat(now).isEqualTo(FIRST);
        pass(15, 0.06, 10);
        assertThat(now).isEqualTo(MOST);
    }

    @Test
    void whereMuchLessArrives_thereAreFewer_andNeverNone() {
        pass(5, 0.06, 10);
        assertThat(now).isEqualTo(MOST);
        pass(1, 0.02, 10);
        assertThat(now).isEqualTo(16);
        for (double rate = 0.005; rate > 1e-6; rate /= 4) {
            pass(20, rate, 10);
        }
        assertThat(now).isEqualTo(2);
    }

    @Test
    void serverThatIsBusy_hasFewerConnections_atOnceAndNeverNone() {
        pass(5, 0.06, 10);
        assertThat(now).isEqualTo(MOST);
        pauses += 10;
        now = parallelism.at(nanos, (long) bytes, pauses);
        assertThat(now).isEqualTo(16);
        pauses += 10;
        assertThat(parallelism.at(nanos + 1, (long) bytes, pauses))
                .as("those that were refused together tell the same")
                .isEqualTo(16);
        for (int expected : new int[] {10, 6, 4, 2, 2, 2}) {
            pauses++;
            pass(1, 0.06, 10);
            assertThat(now).isEqualTo(expected);
        }
        pass(55, 0.06, 10);
        assertThat(now).as("a while after the last refusal").isEqualTo(MOST);
    }

    /** On a narrow link, a buffer arrives from time to time, and nothing in between. */
    @Test
    void narrowLink_hasNoMoreConnections() {
        for (int i = 0; i < 1_000; i++) {
            nanos += Parallelism.WINDOW;
            bytes += i % 4 == 3 ? 256 << 10 : 0;
            assertThat(parallelism.at(nanos, (long) bytes, pauses)).isEqualTo(FIRST);
        }
    }

    @Test
    void silence_isNoReasonForMoreConnections() {
        for (int i = 0; i < 1_000; i++) {
            nanos += Parallelism.WINDOW;
            assertThat(parallelism.at(nanos, (long) bytes, pauses)).isLessThanOrEqualTo(FIRST);
        }
    }

    @Test
    void whatArrivesWhileConnectionsAreMade_isNotJudged() {
        Parallelism late = new Parallelism(FIRST, MOST);
        for (long at = 0; at < 20 * Parallelism.WINDOW; at += Parallelism.WINDOW) {
            assertThat(late.at(at, 0, 0)).isEqualTo(FIRST);
        }
    }

    @Test
    void withoutRoomForMore_thereAreAsManyAsThereIsRoomFor() {
        pass(1, 0.06, 10);
        assertThat(now).isEqualTo(16);
        parallelism.atMost(11);
        nanos += Parallelism.WINDOW;
        assertThat(parallelism.at(nanos, (long) bytes + 50_000_000, 0)).isEqualTo(11);
    }

    @Test
    void fixedNumber_staysWhateverArrives() {
        Parallelism fixed = new Parallelism(2, 2);
        long arrived = 1;
        for (int i = 0; i < 100; i++) {
            arrived += i % 7 == 0 ? 1 : 50_000_000;
            assertThat(fixed.at(i * Parallelism.WINDOW, arrived, i)).isEqualTo(2);
        }
    }
}
