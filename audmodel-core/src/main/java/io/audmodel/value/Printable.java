package io.audmodel.value;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The code points that CPython's {@code repr} writes without escapes. The table is that of Unicode 14, as in CPython
 * 3.11, whatever the running JDK knows: an id must not change with the Java version. The head of the table says how it
 * was made.
 */
final class Printable {

    private static final String TABLE = "printable-unicode-14.txt";

    /** Where a range begins, where it has ended, and so on. */
    private static final int[] BOUNDS = read();

    private Printable() {}

    static boolean contains(int codePoint) {
        int at = Arrays.binarySearch(BOUNDS, codePoint);
        int boundsPassed = at >= 0 ? at + 1 : -at - 1;
        return boundsPassed % 2 == 1;
    }

    private static int[] read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Printable.class.getResourceAsStream(TABLE), TABLE),
                StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .mapToInt(bound -> Integer.parseInt(bound, 16))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
