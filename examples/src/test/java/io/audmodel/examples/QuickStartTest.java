package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickStartTest {

    /** What the environment sets up is not for a walk that leaves nothing behind; "try" closes. */
    private static final Set<String> IMPLIED = Set.of("fromEnvironment", "close");

    @TempDir
    private Path folder;

    @Test
    void main_tellsTheWholeStory() throws IOException {
        assertThat(toldByMain())
                .contains("publish(request)                       3f927cf4-1.0.0")
                .contains("load(id, patterns)                     [labels.yaml]")
                .contains("withProgress(listener).load(id)        .../cache/3f927cf4/1.0.0")
                .contains("load(alias), from the cache            bytes by phase: {}")
                .contains("parameters(id, Architecture.class)     Architecture[network=mlp, features=egemaps,")
                .contains("recall={development=0.71, test=0.68}, reviewed=true}")
                .contains("versions(short id)                     [1.0.0, 2.0.0]")
                .contains("setAlias(alias, id), then              3f927cf4-2.0.0")
                .contains("resolve(alias)                         3f927cf4-2.0.0")
                .contains("aliases(old)                           []")
                .contains("aliases(new)                           [emotion-production]")
                .contains("LegacyId.derive(...)                   dc85f6bf-b476-f4db-c8f5-89ec579c3ecf")
                .contains("AlreadyExistsException                 model 3f927cf4-2.0.0 exists already")
                .contains("ModelNotFoundException                 model 00000000-1.0.0 does not exist")
                .endsWith("Done; the temporary folder is removed.\n");
    }

    @ParameterizedTest
    @ValueSource(classes = {AudModel.class, PublishRequest.class})
    void source_callsEveryMethod(Class<?> type) throws IOException {
        Path examples = Path.of("src/main/java/io/audmodel/examples");
        String source = Files.readString(examples.resolve("QuickStart.java"))
                + Files.readString(examples.resolve("Upkeep.java"))
                + Files.readString(examples.resolve("SignedModels.java"));
        Set<String> calls = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !IMPLIED.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(calls)
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(source).contains("." + name + "("));
    }

    @Test
    void model_isTheSameForTheSameSeed() throws IOException {
        Path one = new SpeechEmotionModel(1).writeTo(folder.resolve("one"));
        Path same = new SpeechEmotionModel(1).writeTo(folder.resolve("same"));
        Path other = new SpeechEmotionModel(2).writeTo(folder.resolve("other"));

        assertThat(same.resolve("weights.f32")).hasSameBinaryContentAs(one.resolve("weights.f32"));
        assertThat(same.resolve("log/training.csv")).hasSameBinaryContentAs(one.resolve("log/training.csv"));
        assertThat(Files.mismatch(one.resolve("weights.f32"), other.resolve("weights.f32")))
                .isNotEqualTo(-1);
    }

    private static String toldByMain() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            QuickStart.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        return told.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
