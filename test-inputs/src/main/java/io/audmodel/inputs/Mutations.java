package io.audmodel.inputs;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Inputs that are changed in up to four places: bits are flipped, bytes and words are put in, taken out or repeated, and
 * parts of other inputs are put in their place.
 *
 * @param origin what is changed
 * @param words what is put in between
 */
public record Mutations(Inputs origin, List<byte[]> words) implements Inputs {

    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_PART = 64;

    @Override
    public byte[] next(SplittableRandom random) {
        byte[] bytes = origin.next(random);
        for (int changes = random.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
            bytes = change(bytes, random);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
        return switch (random.nextInt(8)) {
            case 0, 1 -> flipped(bytes, at, random);
            case 2 -> joined(bytes, at, words.get(random.nextInt(words.size())), at);
            case 3 -> joined(bytes, at, words.get(random.nextInt(words.size())), end);
            case 4 -> joined(bytes, at, new byte[0], end);
            case 5 -> joined(bytes, at, part(bytes, random), at);
            case 6 -> joined(bytes, at, part(origin.next(random), random), end);
            default -> Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] flipped(byte[] bytes, int at, SplittableRandom random) {
        if (bytes.length == 0) {
            return bytes;
        }
        byte[] changed = bytes.clone();
        int place = at % bytes.length;
        changed[place] =
                random.nextBoolean() ? (byte) random.nextInt() : (byte) (changed[place] ^ 1 << random.nextInt(8));
        return changed;
    }

    private static byte[] part(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length + 1);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(LONGEST_PART)));
    }

    private static byte[] joined(byte[] bytes, int to, byte[] middle, int from) {
        byte[] all = new byte[to + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, all, 0, to);
        System.arraycopy(middle, 0, all, to, middle.length);
        System.arraycopy(bytes, from, all, to + middle.length, bytes.length - from);
        return all;
    }
}
