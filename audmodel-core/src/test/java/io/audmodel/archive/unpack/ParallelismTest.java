package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against links whose speed follows from the number of connections. */
class ParallelismTest {

    private static final int FIRST = 8;
    private static final int MOST = 24;

    private Parallelism parallelism = new Parallelism(FIRST, FIRST, MOST);
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

    /** As a load from a store that is near has it on two processors. */
    @ParameterizedTest
    @CsvSource({"0.06, 10, 24", "0.5, 1.0, 4", "0.0001, 0.0004, 8"})
    void fewerThanANarrowLinkNeeds_becomeMore_whereThatHelps(double ofEach, double ofAll, int expected) {
        parallelism = new Parallelism(4, FIRST, MOST);
        now = parallelism.at(0, 1, 0);
        pass(40, ofEach, ofAll);
        assertThat(now).isEqualTo(expected);
    }

    /** As a load has it that finds room for all. */
    private void beginWithAll() {
        parallelism = new Parallelism(MOST, FIRST, MOST);
        now = parallelism.at(0, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({"0.06, 10", "0.06, 1.0", "0.06, 0.48", "0.5, 0.5", "0.002, 10"})
    void connectionsFromTheBeginning_stay_asLongAsTheLinkIsNotNarrow(double ofEach, double ofAll) {
        beginWithAll();
        for (int i = 0; i < 200; i++) {
            pass(1, ofEach, ofAll);
            assertThat(now).isEqualTo(MOST);
        }
    }

    @Test
    void connectionsFromTheBeginning_becomeFewerOnANarrowLink_andAreTriedAgainLater() {
        beginWithAll();
        pass(16, 10, 0.005);
        assertThat(now).as("before a second is over").isEqualTo(MOST);
        for (int i = 0; i < 2_000; i++) {
            pass(1, 10, 0.005);
            assertThat(now).isIn(FIRST, MOST, 2 * FIRST);
        }
        pass(100, 10, 0.005);
        assertThat(now).isEqualTo(FIRST);
    }

    /** A store may let each connection have little: there, more of them are worth it. */
    @Test
    void connectionsThatWereWorthIt_stay_howeverLittleEachBrings() {
        pass(5, 0.06, 10);
        assertThat(now).isEqualTo(MOST);
        pass(300, 0.0001, 10);
        pass(300, 0.0001, 10);
        assertThat(now).isGreaterThanOrEqualTo(FIRST);
        int reached = now;
        pass(200, 0.0001, 10);
        assertThat(now).isEqualTo(reached);
    }

    @Test
    void oneWindowWithLittle_isNoReasonForFewer() {
        beginWithAll();
        for (int i = 0; i < 20; i++) {
            pass(3, 0.06, 10);
            pass(1, 0.01, 10);
            assertThat(now).isEqualTo(MOST);
        }
    }

    @Test
    void whereMuchLessArrives_thereAreFewer_andEnoughForANarrowLink() {
        beginWithAll();
        pass(5, 0.06, 10);
        pass(2, 0.02, 10);
        assertThat(now).isEqualTo(16);
        for (double rate = 0.005; rate > 1e-6; rate /= 4) {
            pass(40, rate, 10);
        }
        assertThat(now).isEqualTo(FIRST);
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
        Parallelism late = new Parallelism(FIRST, FIRST, MOST);
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
        Parallelism fixed = new Parallelism(2, 2, 2);
        long arrived = 1;
        for (int i = 0; i < 100; i++) {
            arrived += i % 7 == 0 ? 1 : 50_000_000;
            assertThat(fixed.at(i * Parallelism.WINDOW, arrived, i)).isEqualTo(2);
        }
    }
}
