package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples for clusters give the tool commands and variables that it has. */
class ClusterExamplesTest {

    private static final Path EXAMPLES = Tool.CHECKOUT.resolve("examples/kubernetes");

    private static final Set<String> VARIABLES = Set.of(
            "AUDMODEL_REPOSITORIES",
            "AUDMODEL_CACHE_ROOT",
            "AUDMODEL_IF_UNAVAILABLE",
            "ARTIFACTORY_USERNAME",
            "ARTIFACTORY_API_KEY");

    /** What KServe gives to its container. */
    private static final List<String> OF_KSERVE = List.of("audmodel://emotion-production", "/mnt/models");

    static List<Map<?, ?>> containers() throws IOException {
        List<Map<?, ?>> containers = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                for (String document : Files.readString(file).split("(?m)^---$")) {
                    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
                    collect(Output.yaml().read(bytes, file.toString()), containers);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return containers;
    }

    private static void collect(Object value, List<Map<?, ?>> containers) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("image") instanceof String image && image.contains("/audmodel:")) {
                containers.add(map);
            }
            map.values().forEach(each -> collect(each, containers));
        } else if (value instanceof Collection<?> list) {
            list.forEach(each -> collect(each, containers));
        }
    }

    @Test
    void examples_haveContainersOfTheTool() throws IOException {
        assertThat(containers()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void container_hasACommandOfTheTool_andVariablesThatAreRead(Map<?, ?> container) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        List<String> arguments = new ArrayList<>(words(container.get("command")));
        if (arguments.isEmpty()) {
            arguments.addAll(words(container.get("args")));
        } else {
            arguments.remove(0);
            arguments.addAll(OF_KSERVE);
        }

        // It throws what is not understood.
        assertThat(CommandLines.of(new Terminal(System.in, OutputStream.nullOutputStream(), nowhere, nowhere))
                        .parseArgs(arguments.toArray(String[]::new))
                        .hasSubcommand())
                .isTrue();
        assertThat((Collection<?>) container.get("env"))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(VARIABLES).contains((String) ((Map<?, ?>) variable).get("name")));
    }

    private static List<String> words(Object list) {
        return list instanceof Collection<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of();
    }
}
