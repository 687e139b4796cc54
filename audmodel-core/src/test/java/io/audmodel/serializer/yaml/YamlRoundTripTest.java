package io.audmodel.serializer.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.serializer.Serializer;
import io.audmodel.value.Tree;
import io.audmodel.vectors.TypedVectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading what was written gives equal values, in equal order, and the bytes are ASCII. */
@Tag("one-jdk")
class YamlRoundTripTest {

    private final Serializer yaml = new YamlSerializerProvider().create();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void writeThenRead_isTheIdentity(long seed) {
        RandomValues values = new RandomValues(seed);
        for (int run = 0; run < 1000; run++) {
            assertIdentity(values.next(4), "seed " + seed + ", run " + run);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void writeThenRead_isTheIdentity_atAnyDepth(long seed) {
        RandomValues values = new RandomValues(seed);
        for (int run = 0; run < 30; run++) {
            Object value = values.next(2);
            for (int depth = 0; depth < Tree.MAX_DEPTH - 3; depth += 2) {
                value = List.of(Map.of("key", Tree.valueOf(value) == null ? "none" : value));
                if (depth % 20 == 0) {
                    assertIdentity(value, "seed " + seed + ", run " + run + ", depth " + depth);
                }
            }
        }
    }

    @Test
    void writeThenRead_isTheIdentity_forEveryCharacter() {
        IntStream.rangeClosed(0, Character.MAX_VALUE)
                .filter(point -> !Character.isSurrogate((char) point))
                .forEach(point -> assertIdentity("a" + (char) point + "b", "U+" + Integer.toHexString(point)));
    }

    @Test
    void writeThenRead_isTheIdentity_forEveryPairOfAsciiCharacters() {
        for (char first = 0; first < 0x80; first++) {
            for (char second = 0; second < 0x80; second++) {
                String text = "" + first + second;
                assertIdentity(Map.of(text, List.of(text)), text);
            }
        }
    }

    @Test
    void writeThenRead_isTheIdentity_forSomeThreadsSharingOneSerializer() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = IntStream.range(100, 104)
                    .<Future<?>>mapToObj(seed -> pool.submit(() -> writeThenRead_isTheIdentity(seed)))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void assertIdentity(Object value, String description) {
        byte[] document = yaml.write(value);
        assertThat(TypedVectors.inOrder(yaml.read(document, "round trip")))
                .as(() -> description + ":\n" + new String(document, StandardCharsets.UTF_8))
                .isEqualTo(TypedVectors.inOrder(value));
        for (byte each : document) {
            assertThat(each).as(description).isNotNegative();
        }
    }
}
