package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.serializer.Serializer;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of every kind that documents hold, for {@link SerializerContract}. */
final class SerializerSamples {

    private static final List<@Nullable Object> SCALARS = new ArrayList<>(List.of(
            true,
            false,
            0,
            -1,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE + 1L,
            Long.MIN_VALUE,
            BigInteger.TWO.pow(64),
            BigInteger.TEN.pow(400).negate(),
            0.0,
            -0.0,
            0.1,
            1e16,
            1e-5,
            1e22,
            3.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            "text",
            "",
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDateTime.of(2024, 1, 31, 0, 0),
            LocalDateTime.of(2024, 1, 31, 23, 59, 59, 999_999_000),
            OffsetDateTime.parse("2024-01-31T12:00:00Z"),
            OffsetDateTime.parse("2024-01-31T12:00:00.000001-18:00"),
            Binary.of(new byte[0]),
            Binary.of(new byte[] {0, -1, 10, 13, 127})));

    static {
        SCALARS.add(null);
    }

    private SerializerSamples() {}

    static List<@Nullable Object> scalars() {
        return Collections.unmodifiableList(SCALARS);
    }

    static List<Object> containers() {
        return List.of(
                Tree.copyOf(Map.of()),
                List.of(),
                Tuple.of(),
                Tuple.of(1, "a", Tuple.of()),
                PythonSet.copyOf(List.of()),
                PythonSet.copyOf(List.of("b", 1, "a")),
                Tree.copyOf(single(Integer.MAX_VALUE, List.of(List.of(), Tree.copyOf(single("", Tuple.of(1)))))));
    }

    static Map<@Nullable Object, @Nullable Object> single(@Nullable Object key, @Nullable Object value) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    static @Nullable Object random(long seed, int depth) {
        return Tree.valueOf(next(new Random(seed), depth));
    }

    private static @Nullable Object next(Random random, int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(4);
        if (choice == 0) {
            return scalar(random);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            elements.add(next(random, depth - 1));
        }
        if (choice == 1) {
            return random.nextInt(4) == 0 ? Tuple.copyOf(elements) : elements;
        }
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Object element : elements) {
            // Two scalars may be one key in Python, such as 1 and 1.0, and a tree must not hold both.
            map.put(map.isEmpty() ? scalar(random) : "key " + map.size() + text(random), element);
        }
        return map;
    }

    private static @Nullable Object scalar(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> SCALARS.get(random.nextInt(SCALARS.size()));
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default -> text(random);
        };
    }

    private static String text(Random random) {
        byte[] latin = new byte[random.nextInt(12)];
        random.nextBytes(latin);
        return new String(latin, StandardCharsets.ISO_8859_1);
    }

    static void requireSame(Serializer serializer, @Nullable Object value) {
        assertThat(shown(serializer.read(serializer.write(value), "round trip")))
                .isEqualTo(shown(value));
    }

    /** The value as a text that tells classes apart and minds the order of keys, which {@code equals} of maps does not. */
    static String shown(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        show(value, text);
        return text.toString();
    }

    private static void show(@Nullable Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> map) {
            text.append("map(");
            map.forEach((key, element) -> {
                show(key, text);
                text.append(':');
                show(element, text);
                text.append(' ');
            });
            text.append(')');
        } else if (value instanceof List<?> list) {
            text.append(list instanceof Tuple ? "tuple(" : list instanceof PythonSet ? "set(" : "list(");
            list.forEach(element -> {
                show(element, text);
                text.append(' ');
            });
            text.append(')');
        } else if (value == null) {
            text.append("null");
        } else {
            String shown = value instanceof Binary bytes ? HexFormat.of().formatHex(bytes.toBytes()) : value.toString();
            text.append(value.getClass().getSimpleName())
                    .append('[')
                    .append(shown)
                    .append(']');
        }
    }
}
