package io.audmodel.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.support.Retry;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.store.RangeShares;
import io.audmodel.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many ranges loads of one repository request at a time, and what they notice of a store that is busy. */
class RangedBytesTest {

    private static final ObjectPath PATH = new ObjectPath("archive.zip");
    private static final int HEAD = 1 << 20;
    private static final long PLENTY = 8L << 30;

    private final InMemoryBackend objects = new InMemoryBackend();
    private final ObjectInfo info = objects.put(PATH, Content.of(new byte[3 * HEAD]), PutMode.create());
    private final List<RangedBytes> loads = new ArrayList<>();
    private MemoryBudget memory = new MemoryBudget(PLENTY);

    /** Begins to read an archive by ranges, as a load does. */
    private RangedBytes load(Store store) {
        try (ObjectBody body = store.backend().get(PATH, ByteRange.of(0, HEAD))) {
            Buffers head = Buffers.read(store, body, HEAD, ArchiveProgress.none());
            RangedBytes bytes = RangedBytes.of(store, info, head, ArchiveRoom.forLoad(memory, HEAD), memory);
            loads.add(bytes);
            return bytes;
        }
    }

    private Store store(Backend backend, Map<String, String> options) {
        return new Store(RepositoryAddress.of("memory:here#models"), () -> backend, RangeShares.of(options));
    }

    @AfterEach
    void close() {
        loads.forEach(RangedBytes::close);
    }

    @Test
    void loadsAtTheSameTime_haveEqualShares_whicheverBeganFirst() {
        Store store = store(objects, Map.of());
        RangedBytes first = load(store);
        assertThat(first.parallelism()).isEqualTo(24);
        assertThat(first.narrowParallelism()).isEqualTo(8);

        RangedBytes second = load(store);
        assertThat(second.parallelism()).isEqualTo(8);
        assertThat(first.widen(24)).isEqualTo(12);
        assertThat(second.widen(24)).isEqualTo(12);

        loads.remove(first);
        first.close();
        assertThat(second.widen(24)).isEqualTo(24);
    }

    /** Each request takes time of the processors, which limit such a load. */
    @ParameterizedTest
    @CsvSource({"0, true", "4, true", "5, false", "40, false"})
    void loadFromAStoreThatAnswersAtOnce_beginsWithTwoRangesForEachProcessor(int latencyMillis, boolean isNear) {
        int few = Math.min(24, 2 * Runtime.getRuntime().availableProcessors());
        Backend answering = new ForwardingBackend(objects) {
            @Override
            public Optional<Duration> latency() {
                return Optional.of(Duration.ofMillis(latencyMillis));
            }
        };
        RangedBytes load = load(store(answering, Map.of()));
        assertThat(load.parallelism()).isEqualTo(isNear ? few : 24);
        assertThat(load.expectedParallelism()).isEqualTo(isNear ? 8 : 24);
        assertThat(load.mostParallelism()).isEqualTo(24);
        assertThat(load(store(answering, Map.of(BackendSettings.LOAD_CONNECTIONS, "40")))
                        .parallelism())
                .isEqualTo(40);
    }

    @Test
    void manyLoadsAtATime_haveOneRangeEachAtLeast() {
        Store store = store(objects, Map.of());
        for (int i = 0; i < 30; i++) {
            load(store).parallelism();
        }
        assertThat(loads).allSatisfy(load -> assertThat(load.widen(24)).isOne());
    }

    @Test
    void loadsOfOtherRepositories_shareNothing() {
        load(store(objects, Map.of())).parallelism();
        RangedBytes other = load(store(objects, Map.of()));
        other.parallelism();
        assertThat(other.widen(24)).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40})
    void optionOfTheRepository_setsTheNumberForEachLoad(int number) {
        Store store = store(objects, Map.of(BackendSettings.LOAD_CONNECTIONS, String.valueOf(number)));
        for (int i = 0; i < 2; i++) {
            RangedBytes load = load(store);
            assertThat(load.parallelism()).isEqualTo(number);
            assertThat(load.narrowParallelism()).isEqualTo(number);
            assertThat(load.mostParallelism()).isEqualTo(number);
            assertThat(load.widen(number)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 3, 3", "16, 12, 8", "32, 24, 8", "96, 24, 8"})
    void limitOfTheRepository_leavesAQuarterOfFewConnectionsToOthers(String limit, int most, int narrow) {
        RangedBytes load = load(store(objects, Map.of(BackendSettings.MAX_CONNECTIONS, limit)));
        assertThat(load.parallelism()).isEqualTo(most);
        assertThat(load.mostParallelism()).isEqualTo(most);
        assertThat(load.narrowParallelism()).isEqualTo(narrow);
    }

    @Test
    void whereMemoryIsScarce_thereAreAsManyRangesAsItHasRoomFor() {
        memory = new MemoryBudget(64 << 20);
        RangedBytes load = load(store(objects, Map.of(BackendSettings.LOAD_CONNECTIONS, "40")));
        assertThat(load.parallelism()).isBetween(2, 8);
        assertThat(load.widen(40)).isBetween(2, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000", "many", "", "8.0"})
    void optionThatIsNoNumberOfConnections_isRefused(String value) {
        assertThatThrownBy(() -> RangeShares.of(Map.of(BackendSettings.LOAD_CONNECTIONS, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining("load_connections")
                .hasMessageContaining("from 1 to 999");
    }

    @Test
    void rangesThatABusyStoreRefusesAtFirst_areCounted() throws IOException {
        int[] refusals = {0};
        Retry retry = new Retry(5, Duration.ofMinutes(1), bound -> 0, pause -> {}, () -> 0);
        Backend busy = new ForwardingBackend(objects) {
            @Override
            public ObjectBody get(ObjectPath path, ByteRange range) {
                return retry.run(
                        () -> {
                            if (refusals[0] > 0) {
                                refusals[0]--;
                                throw new IllegalStateException("503");
                            }
                            return super.get(path, range);
                        },
                        failure -> Optional.of(Duration.ZERO));
            }
        };
        RangedBytes load = load(store(busy, Map.of()));
        load.open(HEAD, HEAD).close();
        assertThat(load.pauses()).isZero();
        refusals[0] = 2;
        load.open(HEAD, HEAD).close();
        assertThat(load.pauses()).isEqualTo(2);
        refusals[0] = 1;
        objects.stat(PATH);
        busy.get(PATH, ByteRange.all()).close();
        assertThat(load.pauses()).as("of its own ranges alone").isEqualTo(2);
    }
}
