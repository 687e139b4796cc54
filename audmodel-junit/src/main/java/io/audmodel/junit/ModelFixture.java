package io.audmodel.junit;

import io.audmodel.PublishRequest;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Alias;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A model for tests: its name, version and files. Immutable; each method returns another fixture.
 *
 * <pre>{@code
 * ModelFixture.of("emotion", "1.0.0").file("weights.txt", "0.1 0.2").alias("emotion-production")
 * ModelFixture.of("emotion", "2.0.0").resources("models/emotion").parameters(Map.of("rate", 16_000))
 * }</pre>
 */
public final class ModelFixture {

    private final String name;
    private final Version version;
    private final List<FixtureFiles> files;
    private final UnaryOperator<PublishRequest> details;

    private ModelFixture(
            String name, Version version, List<FixtureFiles> files, UnaryOperator<PublishRequest> details) {
        this.name = name;
        this.version = version;
        this.files = files;
        this.details = details;
    }

    /**
     * Begins a model. One without files gets {@code model.txt}, which says name and version.
     *
     * @throws InvalidArgumentException if this is no version
     */
    public static ModelFixture of(String name, String version) {
        return new ModelFixture(name, Version.of(version), List.of(), UnaryOperator.identity());
    }

    /** Adds a file with a text in UTF-8. */
    public ModelFixture file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a file.
     *
     * @param path its place in the folder of the model, with {@code /} between folders
     * @throws InvalidArgumentException if the path leads out of that folder
     */
    public ModelFixture file(String path, byte[] content) {
        return with(FixtureFiles.of(path, content));
    }

    /**
     * Adds all files below a folder, such as {@code Path.of("src/test/resources/emotion")}.
     *
     * @throws InvalidArgumentException if there is no such folder
     */
    public ModelFixture folder(Path folder) {
        return with(FixtureFiles.below(folder));
    }

    /**
     * Adds all files below a folder of the class path, such as {@code models/emotion} for what is in {@code
     * src/test/resources/models/emotion}. The context class loader of the thread finds it.
     *
     * @throws InvalidArgumentException if the class path has no such folder
     */
    public ModelFixture resources(String folder) {
        return with(FixtureFiles.ofClassPath(folder));
    }

    /** Points an alias to the model once it is published. */
    public ModelFixture alias(String alias) {
        Alias pointer = Alias.of(alias);
        return request(request -> request.alias(pointer));
    }

    /** Sets the parameters, which the id follows from. */
    public ModelFixture parameters(Map<?, ?> values) {
        return request(request -> request.parameters(values));
    }

    /** Sets what else a publish may say, such as {@code request -> request.meta(values).author("me")}. */
    public ModelFixture request(UnaryOperator<PublishRequest> change) {
        return new ModelFixture(name, version, files, request -> change.apply(details.apply(request)));
    }

    /** @param root an empty folder */
    PublishRequest writeTo(Path root) throws IOException {
        if (files.isEmpty()) {
            Files.writeString(root.resolve("model.txt"), name + " " + version + "\n");
        }
        for (FixtureFiles some : files) {
            some.copyTo(root);
        }
        return details.apply(PublishRequest.ofAnyVersion(root, name, version));
    }

    private ModelFixture with(FixtureFiles some) {
        return new ModelFixture(
                name, version, Stream.concat(files.stream(), Stream.of(some)).toList(), details);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
