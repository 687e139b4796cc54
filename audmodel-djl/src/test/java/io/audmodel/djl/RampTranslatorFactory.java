package io.audmodel.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/** Makes a sample that everybody can make, {@code i / size}, and probabilities of the output. */
public final class RampTranslatorFactory implements TranslatorFactory {

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(new Pair<>(Integer.class, float[].class));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Translator<I, O> newInstance(Class<I> input, Class<O> output, Model model, Map<String, ?> arguments) {
        return (Translator<I, O>) new Ramp();
    }

    static NDArray ramp(NDManager manager, int size) {
        float[] features = new float[size];
        for (int i = 0; i < size; i++) {
            features[i] = (float) i / size;
        }
        return manager.create(features, new Shape(1, size));
    }

    private static final class Ramp implements Translator<Integer, float[]> {

        @Override
        public NDList processInput(TranslatorContext context, Integer size) {
            return new NDList(ramp(context.getNDManager(), size));
        }

        @Override
        public float[] processOutput(TranslatorContext context, NDList output) {
            return output.singletonOrThrow().toFloatArray();
        }

        /** The model takes a batch as it is. */
        @Override
        public Batchifier getBatchifier() {
            return null;
        }
    }
}
