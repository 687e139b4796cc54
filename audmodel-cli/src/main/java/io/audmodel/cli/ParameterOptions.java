package io.audmodel.cli;

import io.audmodel.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for a model's parameters: a file, and single values that override it. */
final class ParameterOptions {

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "A YAML or JSON file with the parameters; - is standard input.")
    private @Nullable String file;

    @Option(
            names = "--param",
            paramLabel = "KEY=VALUE",
            description =
                    "One parameter, added to those of the file or replacing one of them. The value is read as a YAML"
                            + " scalar: 16000 and 1e-5 are numbers, yes is true, '16000' in quotes is text, nothing is"
                            + " null.")
    private List<String> values = new ArrayList<>();

    /** @throws InvalidArgumentException if a file or value cannot be read */
    Map<Object, Object> in(DocumentFiles documents) {
        Map<Object, Object> single = Assignments.of(values, "--param", "a parameter");
        Map<Object, Object> parameters = new LinkedHashMap<>(file == null ? Map.of() : documents.mapping(file));
        parameters.putAll(single);
        return parameters;
    }

    boolean readsStandardInput() {
        return "-".equals(file);
    }
}
