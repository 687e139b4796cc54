package io.audmodel.examples.spring;

import ai.onnxruntime.OrtException;
import io.audmodel.examples.onnx.Classifier;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A model in the runtime; counts how many are open. */
final class Session implements AutoCloseable {

    private final Classifier classifier;
    private final AtomicInteger open;

    Session(Classifier classifier, AtomicInteger open) {
        this.classifier = classifier;
        this.open = open;
        open.incrementAndGet();
    }

    Map<String, Float> classify(float[] features) throws OrtException {
        return classifier.classify(features);
    }

    @Override
    public void close() throws OrtException {
        classifier.close();
        open.decrementAndGet();
    }
}
