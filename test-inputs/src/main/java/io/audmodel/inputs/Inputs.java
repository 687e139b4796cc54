package io.audmodel.inputs;

import java.util.List;
import java.util.SplittableRandom;

/** Makes inputs at random: the same one from the same random numbers. Thread-safe. */
@FunctionalInterface
public interface Inputs {

    byte[] next(SplittableRandom random);

    /** Each of these as it is. */
    static Inputs oneOf(List<byte[]> samples) {
        return random -> samples.get(random.nextInt(samples.size()));
    }

    /** What one of these makes, each as often as the others. */
    static Inputs eitherOf(Inputs... choices) {
        return random -> choices[random.nextInt(choices.length)].next(random);
    }
}
