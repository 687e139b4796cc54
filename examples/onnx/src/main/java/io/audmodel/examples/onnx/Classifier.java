package io.audmodel.examples.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model in ONNX Runtime. */
public final class Classifier implements AutoCloseable {

    private final Description description;
    private final OrtEnvironment runtime;
    private final OrtSession session;

    /** @param folder where the model's files are, as {@code load} returned it */
    public Classifier(Path folder, Description description) throws OrtException {
        this.description = description;
        runtime = OrtEnvironment.getEnvironment();
        session = runtime.createSession(folder.resolve(description.file()).toString());
    }

    /** The probability of each label. */
    public Map<String, Float> classify(float[] features) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(runtime, new float[][] {features});
                OrtSession.Result result = session.run(Map.of(description.input(), input))) {
            float[][] batch =
                    (float[][]) result.get(description.output()).orElseThrow().getValue();
            Map<String, Float> probabilities = new LinkedHashMap<>();
            for (int i = 0; i < batch[0].length; i++) {
                probabilities.put(description.labels().get(i), batch[0][i]);
            }
            return probabilities;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
