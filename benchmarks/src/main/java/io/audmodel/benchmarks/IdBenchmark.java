package io.audmodel.benchmarks;

import io.audmodel.model.ShortId;
import io.audmodel.model.Subgroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to compute the id of a typical parameter map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class IdBenchmark {

    private final Subgroup subgroup = Subgroup.of("emotion.cnn");
    private final Map<String, Object> parameters = new LinkedHashMap<>(Map.of(
            "model",
            "cnn10",
            "data",
            List.of("emodb", "msppodcast"),
            "feature",
            "melspec",
            "sampling_rate",
            16000,
            "learning_rate",
            0.01));

    @Benchmark
    public ShortId shortId() {
        return ShortId.derive("onnx", subgroup, parameters);
    }
}
