package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.serializer.Serializer;
import io.audmodel.value.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Everything that {@link Serializer} promises, as tests: implement {@link #serializer} in a test class, and they all run.
 *
 * <pre>{@code
 * class MySerializerContractTest implements SerializerContract {
 *     @Override
 *     public Serializer serializer() {
 *         return new MySerializer();
 *     }
 * }
 * }</pre>
 */
public interface SerializerContract {

    /** The serializer to test; it may be a new one each time. */
    Serializer serializer();

    @Test
    @DisplayName(
            "SER-1 a value of every kind comes back as the same class with the same content, alone, in a list and as a key")
    default void value_ofEveryKind_comesBack() {
        Serializer serializer = serializer();
        for (Object value : SerializerSamples.scalars()) {
            SerializerSamples.requireSame(serializer, value);
            SerializerSamples.requireSame(serializer, Tree.valueOf(Arrays.asList(value, value)));
            SerializerSamples.requireSame(serializer, Tree.valueOf(SerializerSamples.single(value, value)));
        }
        for (Object value : SerializerSamples.containers()) {
            SerializerSamples.requireSame(serializer, value);
            SerializerSamples.requireSame(serializer, Tree.valueOf(SerializerSamples.single("key", value)));
        }
    }

    @Test
    @DisplayName("SER-2 random values come back, with their mappings in order")
    default void values_atRandom_comeBack() {
        Serializer serializer = serializer();
        LongStream.range(0, 2000)
                .forEach(seed -> SerializerSamples.requireSame(serializer, SerializerSamples.random(seed, 4)));
    }

    @Test
    @DisplayName("SER-3 every text comes back, whatever its characters are")
    default void text_ofAnyCharacters_comesBack() {
        Serializer serializer = serializer();
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .filter(point -> point < 0x3000 || point % 251 == 0)
                .mapToObj(point -> "a" + Character.toString(point) + "b")
                .forEach(text -> SerializerSamples.requireSame(serializer, text));
        List.of(
                        "",
                        " ",
                        "\n",
                        "null",
                        "~",
                        "true",
                        "1",
                        "1.0",
                        "0x1",
                        "2024-01-31",
                        "- a",
                        "a: b",
                        "#",
                        "'",
                        "\"",
                        "{",
                        "[")
                .forEach(text -> SerializerSamples.requireSame(serializer, text));
    }

    @Test
    @DisplayName("SER-4 values at the depth that trees may have come back")
    default void value_asDeepAsTreesMayBe_comesBack() {
        Object value = "leaf";
        for (int depth = 0; depth < Tree.MAX_DEPTH; depth++) {
            value = depth % 2 == 0 ? List.of(value) : Map.of("key", value);
        }
        SerializerSamples.requireSame(serializer(), Tree.valueOf(value));
    }

    @Test
    @DisplayName("SER-5 one value is written as the same bytes each time")
    default void write_twice_givesTheSameBytes() {
        Serializer serializer = serializer();
        for (long seed = 0; seed < 200; seed++) {
            Object value = SerializerSamples.random(seed, 3);
            assertThat(serializer.write(value)).as("seed %d", seed).isEqualTo(serializer.write(value));
        }
    }

    @Test
    @DisplayName("SER-6 an empty document is null")
    default void read_anEmptyDocument_isNull() {
        assertThat(serializer().read(new byte[0], "empty")).isNull();
        assertThat(serializer().readLeniently(new byte[0], "empty")).isNull();
    }

    @Test
    @DisplayName("SER-7 what is no value of the model is refused before anything is written")
    default void write_anObjectThatNoDocumentHolds_isRefused() {
        assertThatThrownBy(() -> serializer().write(new Object())).isInstanceOf(UnserializableValueException.class);
        assertThatThrownBy(() -> serializer().write(List.of("a", new Object())))
                .isInstanceOf(UnserializableValueException.class);
    }

    @Test
    @DisplayName("SER-8 bytes that are no document are an error that names their source")
    default void read_whatIsNoDocument_namesTheSource() {
        byte[] noText = {(byte) 0xC3, (byte) 0x28, 0, (byte) 0xFF};
        assertThatThrownBy(() -> serializer().read(noText, "folder/document"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("folder/document");
        assertThatThrownBy(() -> serializer().readLeniently(noText, "folder/document"))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("folder/document");
    }

    @Test
    @DisplayName("SER-9 a damaged document is read, or is an error of the library, and nothing else happens")
    default void read_aDamagedDocument_isAValueOrAnErrorOfTheLibrary() {
        Serializer serializer = serializer();
        Random random = new Random(9);
        for (long seed = 0; seed < 1000; seed++) {
            byte[] document = serializer.write(SerializerSamples.random(seed, 3));
            for (int damage = 0; damage < 3 && document.length > 0; damage++) {
                document[random.nextInt(document.length)] = (byte) random.nextInt(0x100);
            }
            requireTreeOrError(serializer, document, "seed " + seed);
        }
    }

    @Test
    @DisplayName("SER-10 a lenient read of a whole document gives what a read gives")
    default void readLeniently_aWholeDocument_isTheSame() {
        Serializer serializer = serializer();
        for (long seed = 0; seed < 200; seed++) {
            Object value = SerializerSamples.random(seed, 3);
            byte[] document = serializer.write(value);
            assertThat(SerializerSamples.shown(serializer.readLeniently(document, "lenient")))
                    .isEqualTo(SerializerSamples.shown(value));
        }
    }

    @Test
    @DisplayName("SER-11 threads share one serializer")
    default void serializer_isSharedByThreads() throws InterruptedException, ExecutionException {
        Serializer serializer = serializer();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> LongStream.range(0, 300)
                            .forEach(seed -> SerializerSamples.requireSame(
                                    serializer, SerializerSamples.random(1000L * thread + seed, 3)))))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void requireTreeOrError(Serializer serializer, byte[] document, String seed) {
        Object value;
        try {
            value = serializer.read(document, "damaged");
        } catch (CorruptContentException e) {
            assertThat(e).as(seed).hasMessageContaining("damaged");
            return;
        }
        assertThat(SerializerSamples.shown(Tree.valueOf(value)))
                .as(seed + ": a value of the model")
                .isEqualTo(SerializerSamples.shown(value));
    }
}
