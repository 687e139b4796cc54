package io.audmodel.benchmarks;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a service pays each time it asks for a model that is cached: by full id, so that no repository is asked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WarmLoadBenchmark {

    /** Who listens to what the client does; or nobody, and the client requires a signature, or has the model in a base. */
    @Param({"nobody", "listener", "recording", "policy", "base"})
    private String listening;

    private final SigningKey key = SigningKey.create();
    private final AtomicLong heard = new AtomicLong();
    private Recording recording;
    private Path folder;
    private AudModel audmodel;
    private ModelId id;

    /** Publishes a model of five files and loads it once. */
    @Setup
    public void load() throws IOException {
        folder = Files.createTempDirectory("audmodel-benchmark");
        Path model = Files.createDirectories(folder.resolve("model/log"));
        for (String name : List.of("../model.onnx", "../labels.yaml", "../readme.txt", "train.csv", "eval.yaml")) {
            Files.writeString(model.resolve(name), name);
        }
        Files.createDirectories(folder.resolve("host/models"));
        AudModelBuilder builder = builder().cacheRoot(folder.resolve("cache"));
        switch (listening) {
            case "listener" -> builder.events(event -> heard.incrementAndGet());
            case "recording" -> {
                recording = new Recording();
                recording.start();
            }
            case "policy" -> builder.require(key.required());
            default -> {}
        }
        audmodel = builder.build();
        id = audmodel.publish(PublishRequest.of(folder.resolve("model"), "onnx", Version.of("1.0.0"))
                .parameters(Map.of("model", "cnn10", "sampling_rate", 16000))
                .sign(key.signer()));
        audmodel.load(id);
        if (listening.equals("base")) {
            audmodel.close();
            audmodel = builder()
                    .cacheRoot(folder.resolve("top"))
                    .cacheBases(List.of(folder.resolve("cache")))
                    .build();
        }
    }

    private AudModelBuilder builder() {
        return AudModel.builder()
                .repository(new Repository("file-system", folder.resolve("host").toString(), "models"));
    }

    @TearDown
    public void remove() throws IOException {
        audmodel.close();
        if (recording != null) {
            recording.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public Path warmLoad() {
        return audmodel.load(id);
    }

    @Benchmark
    public ModelHeader warmHeader() {
        return audmodel.header(id);
    }
}
