package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.LimitExceededException;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Version;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenKeysTest {

    private static final int MANY = 100_000;

    @Test
    void key_isNewOnce_amongMany() {
        SeenKeys seen = new SeenKeys(30L * MANY + (1 << 16));
        assertThat(IntStream.range(0, MANY).mapToObj(SeenKeysTest::key)).allMatch(seen::add);
        assertThat(IntStream.range(0, MANY).mapToObj(SeenKeysTest::key)).noneMatch(seen::add);
        assertThat(seen.add(key(MANY))).isTrue();
    }

    @Test
    void version_isAPartOfTheKey() {
        SeenKeys seen = new SeenKeys();
        assertThat(seen.add(new ModelKey("3e120e8d", Version.of("1.0.0")))).isTrue();
        assertThat(seen.add(new ModelKey("3e120e8d", Version.of("1.0.1")))).isTrue();
        assertThat(seen.add(new ModelKey("3e120e8d", Version.of("1.0.0")))).isFalse();
    }

    @Test
    void moreThanTheHeapHasRoomFor_isAnErrorThatTellsTheWayOut() {
        SeenKeys seen = new SeenKeys(1 << 20);
        assertThatThrownBy(() -> IntStream.range(0, MANY).forEach(i -> seen.add(key(i))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContainingAll("one by one", "-Xmx");
    }

    private static ModelKey key(int number) {
        return new ModelKey(String.format(Locale.ROOT, "%08x", number / 3), Version.of("1.0." + number % 3));
    }
}
