package io.audmodel.serializer.yaml;

import io.audmodel.value.Binary;
import io.audmodel.value.Tree;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of every kind that the model allows, from a seed. */
final class RandomValues {

    private static final List<Double> DOUBLES = List.of(
            0.0, -0.0, 1e16, 1e-5, 1e22, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY);

    private final Random random;
    private final RandomTexts texts;

    RandomValues(long seed) {
        this.random = new Random(seed);
        this.texts = new RandomTexts(random);
    }

    /** A canonical value over at most so many levels. */
    Object next(int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(3);
        int size = random.nextInt(5);
        if (choice == 0) {
            return scalar();
        }
        if (choice == 1) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(next(depth - 1));
            }
            return Tree.valueOf(list);
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Object key = scalar();
            // Two numbers may be one and the same key in Python, and a tree must not hold both.
            map.put(key instanceof String || map.isEmpty() ? key : key + "", next(depth - 1));
        }
        return Tree.valueOf(map);
    }

    private Object scalar() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt() >> random.nextInt(32);
            case 3 -> Tree.valueOf(random.nextLong());
            case 4 -> Tree.valueOf(new BigInteger(1 + random.nextInt(300), random).negate());
            case 5 -> Double.longBitsToDouble(random.nextLong());
            case 6 -> DOUBLES.get(random.nextInt(DOUBLES.size()));
            case 7 -> date();
            case 8 -> time();
            case 9 -> bytes();
            default -> texts.next();
        };
    }

    private LocalDate date() {
        return LocalDate.of(1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private Object time() {
        LocalDateTime time = date().atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
                .plusNanos(random.nextBoolean() ? 0 : 1000L * random.nextInt(1_000_000));
        int minutes = random.nextInt(2 * 18 * 60 + 1) - 18 * 60;
        return random.nextBoolean() ? time : time.atOffset(ZoneOffset.ofTotalSeconds(60 * minutes));
    }

    private Binary bytes() {
        byte[] bytes = new byte[random.nextInt(150)];
        random.nextBytes(bytes);
        return Binary.of(bytes);
    }
}
