package io.audmodel.archive;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * Sorts indexes by the things that they stand for, without an object for each. Stable, and quick if they are in order.
 */
public final class IndexSort {

    private IndexSort() {}

    /** The sorted indexes from 0 to below {@code count}. */
    public static int[] upTo(int count, IntBinaryOperator order) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return sorted(numbers, order);
    }

    /** @param order as {@link java.util.Comparator#compare} */
    public static int[] sorted(int[] numbers, IntBinaryOperator order) {
        int[] from = numbers.clone();
        int[] to = new int[numbers.length];
        for (long width = 1; width < numbers.length; width *= 2) {
            for (long start = 0; start < numbers.length; start += 2 * width) {
                int middle = (int) Math.min(start + width, numbers.length);
                int end = (int) Math.min(start + 2 * width, numbers.length);
                merge(from, (int) start, middle, end, to, order);
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    private static void merge(int[] from, int start, int middle, int end, int[] to, IntBinaryOperator order) {
        if (middle == end || order.applyAsInt(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takesLeft = right == end || left < middle && order.applyAsInt(from[left], from[right]) <= 0;
            to[i] = takesLeft ? from[left++] : from[right++];
        }
    }
}
