package io.audmodel.cli;

import io.audmodel.PublishRequest;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that make a model's short id. */
final class Identity {

    @Option(
            names = "--name",
            paramLabel = "N",
            required = true,
            description = "The name of the model: letters, digits, '.', '_' and '-'.")
    private String name = "";

    @Option(
            names = "--subgroup",
            paramLabel = "S",
            description = "The group of the model, such as emotion.cnn. It determines the id.")
    private String subgroup = "";

    @Mixin
    private final ParameterOptions parameters = new ParameterOptions();

    /** @throws io.audmodel.error.InvalidArgumentException if a part is malformed */
    PublishRequest request(Path folder, String version, boolean isAnyVersion, DocumentFiles documents) {
        PublishRequest request = isAnyVersion
                ? PublishRequest.ofAnyVersion(folder, name, Version.of(version))
                : PublishRequest.of(folder, name, Version.of(version));
        return request.subgroup(Subgroup.of(subgroup)).parameters(parameters.in(documents));
    }

    boolean readsStandardInput() {
        return parameters.readsStandardInput();
    }

    String name() {
        return name;
    }

    Subgroup subgroup() {
        return Subgroup.of(subgroup);
    }

    Map<Object, Object> parameters(DocumentFiles documents) {
        return parameters.in(documents);
    }
}
