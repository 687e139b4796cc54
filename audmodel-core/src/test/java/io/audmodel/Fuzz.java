package io.audmodel;

import io.audmodel.error.AudModelException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Feeds a reader with inputs that were right and are changed at random, and lets nothing pass but results and errors of the
 * library's own. {@code -Daudmodel.seed} begins elsewhere; with {@code -Daudmodel.fuzz.first=<number>} a run repeats from
 * the input that a failure names.
 */
final class Fuzz {

    /** What is read, with whatever has to hold of what was accepted. */
    interface Reader {
        void read(byte[] input) throws Exception;
    }

    private static final long SEED = Long.getLong("audmodel.seed", 20261123);
    private static final int FIRST = Integer.getInteger("audmodel.fuzz.first", 0);

    private final String name;
    private final List<byte[]> corpus;
    private final List<byte[]> words;

    /**
     * @param corpus inputs that are accepted
     * @param words what is put in between
     */
    Fuzz(String name, List<byte[]> corpus, List<byte[]> words) {
        this.name = name;
        this.corpus = corpus;
        this.words = words;
    }

    /** @return how many inputs were accepted */
    int run(int executions, Reader reader) {
        int accepted = 0;
        for (int number = FIRST; number < FIRST + executions; number++) {
            byte[] input = input(new Random(SEED * 1_000_003 + number));
            try {
                reader.read(input);
                accepted++;
            } catch (AudModelException e) {
                if (String.valueOf(e.getMessage()).isBlank()) {
                    throw failure(number, input, e);
                }
            } catch (Exception | Error e) {
                throw failure(number, input, e);
            }
        }
        System.out.printf("fuzz %s: %,d executions, %,d accepted, seed %d%n", name, executions, accepted, SEED);
        return accepted;
    }

    private static AssertionError failure(int number, byte[] input, Throwable e) {
        return new AssertionError(
                "-Daudmodel.seed=" + SEED + " -Daudmodel.fuzz.first=" + number + ", input "
                        + HexFormat.of().formatHex(input),
                e);
    }

    private byte[] input(Random random) {
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bytes = change(bytes, random);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
        return switch (random.nextInt(8)) {
            case 0, 1 -> flipped(bytes, at, random);
            case 2 -> joined(bytes, at, words.get(random.nextInt(words.size())), at);
            case 3 -> joined(bytes, at, words.get(random.nextInt(words.size())), end);
            case 4 -> joined(bytes, at, new byte[0], end);
            case 5 -> joined(bytes, at, slice(bytes, random), at);
            case 6 -> joined(bytes, at, slice(corpus.get(random.nextInt(corpus.size())), random), end);
            default -> slice(bytes, 0, at);
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        byte[] changed = bytes.clone();
        int place = at % bytes.length;
        changed[place] =
                random.nextBoolean() ? (byte) random.nextInt() : (byte) (changed[place] ^ 1 << random.nextInt(8));
        return changed;
    }

    private static byte[] slice(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        return slice(bytes, from, Math.min(bytes.length, from + random.nextInt(64)));
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] joined(byte[] bytes, int to, byte[] middle, int from) {
        byte[] all = new byte[to + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, all, 0, to);
        System.arraycopy(middle, 0, all, to, middle.length);
        System.arraycopy(bytes, from, all, to + middle.length, bytes.length - from);
        return all;
    }
}
