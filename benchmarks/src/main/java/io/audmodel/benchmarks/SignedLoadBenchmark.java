package io.audmodel.benchmarks;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.benchmarks.compare.SampleData;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a signature costs that a client requires: the first load of a model with one large file of float32, into a cache
 * that is empty each time. {@code -jvmArgsAppend -Djava.io.tmpdir=/dev/shm} keeps the disk out of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 15)
public class SignedLoadBenchmark {

    private static final long SHARD = 16 << 20;

    /** Whether a signature is required, and what is signed: whole files, or parts of 16 MiB. */
    @Param({"none", "files", "shards"})
    private String signed;

    /** Where the model is: a folder, or the URL of an S3 server with a bucket {@code models}, for whose jar there is {@code -P s3}. */
    @Param("folder")
    private String store;

    @Param("512")
    private int megabytes;

    private final SigningKey key = SigningKey.create();
    private Path folder;
    private AudModel audmodel;
    private ModelId id;

    @Setup
    public void publish() throws IOException {
        folder = Files.createTempDirectory("audmodel-benchmark");
        Path model = folder.resolve("model");
        SampleData.main(new String[] {"float32", String.valueOf(megabytes * 1_000_000L), model.toString()});
        Files.createDirectories(folder.resolve("host/models"));
        Repository repository = store.equals("folder")
                ? new Repository("file-system", folder.resolve("host").toString(), "models")
                : new Repository("s3", store, "models");
        AudModelBuilder builder = AudModel.builder().repository(repository).cacheRoot(folder.resolve("cache"));
        if (!signed.equals("none")) {
            builder.require(key.required());
        }
        audmodel = builder.build();
        id = audmodel.publish(PublishRequest.of(model, "onnx" + System.nanoTime(), Version.of("1.0.0"))
                .sign(signed.equals("shards") ? key.signer(SHARD) : key.signer()));
    }

    @Setup(Level.Iteration)
    public void empty() {
        boolean wasCached = audmodel.cache().remove(id);
        System.out.print(wasCached ? "" : "[first] ");
    }

    @TearDown
    public void remove() throws IOException {
        audmodel.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public Path coldLoad() {
        return audmodel.load(id);
    }
}
