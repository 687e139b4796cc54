package io.audmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.AudModelException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.RepositoriesUnavailableException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ResolvedModel;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.trust.ModelSignature;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values travel between processes, and what an earlier release wrote is read: the bytes in the file are never written
 * anew, only added to, by {@link SerializedValues#main}.
 */
class SerializationTest {

    /** Public, and no values: they have no state, or are what is made of values for one call. */
    private static final Set<String> NO_VALUES =
            Set.of("Tree", "PythonText", "PythonKey", "Spelling", "PlainText", "Reasons");

    private static final Map<String, byte[]> FROZEN = frozen();

    static Stream<String> names() {
        return SerializedValues.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void value_isReadFromTheBytesOfOtherReleases_andFromItsOwn(String name) throws Exception {
        Serializable value = Objects.requireNonNull(SerializedValues.ALL.get(name));
        assertThat(FROZEN).as("add it by SerializedValues.main").containsKey(name);
        requireSame(SerializedValues.read(Objects.requireNonNull(FROZEN.get(name))), value);
        requireSame(SerializedValues.read(SerializedValues.write(value)), value);
    }

    private static void requireSame(Object read, Object value) {
        assertThat(read).hasSameClassAs(value).hasToString(value.toString());
        if (value instanceof AudModelException error) {
            assertThat(((AudModelException) read).getCause()).hasToString(String.valueOf(error.getCause()));
        } else if (value instanceof FoundModel || value instanceof ModelFile || value instanceof ResolvedModel) {
            assertThat(read).usingRecursiveComparison().usingOverriddenEquals().isEqualTo(value);
        } else {
            assertThat(read).isEqualTo(value).hasSameHashCodeAs(value);
        }
    }

    @Test
    void everyValueReportAndError_isSerializable_andHasItsBytesHere() throws Exception {
        Set<String> samples = Set.copyOf(SerializedValues.ALL.values().stream()
                .map(value -> value.getClass().getName())
                .toList());
        for (Class<?> type : valueTypes()) {
            assertThat(type).isAssignableTo(Serializable.class);
            if (!type.isRecord()) {
                assertThat(type.getDeclaredField("serialVersionUID"))
                        .as("%s", type)
                        .isNotNull();
                assertThat(ObjectStreamClass.lookup(type).getSerialVersionUID()).isEqualTo(1);
            }
            assertThat(samples).contains(type.getName());
        }
    }

    private static List<Class<?>> valueTypes() throws Exception {
        List<Class<?>> types = new ArrayList<>(List.of(
                CopyReport.class,
                PruneReport.class,
                Verification.class,
                Progress.class,
                CachedModel.class,
                FoundModel.class,
                ModelFile.class,
                ModelSignature.class));
        Path classes = Path.of(
                Tree.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (String folder : List.of("model", "error", "health")) {
            try (Stream<Path> files = Files.list(classes.resolve("io/audmodel").resolve(folder))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches("[A-Za-z]+\\.class"))
                        .map(name -> name.replace(".class", ""))
                        .filter(name -> !NO_VALUES.contains(name))
                        .map(name -> type("io.audmodel." + folder + "." + name))
                        .filter(SerializationTest::isConcrete)
                        .forEach(types::add);
            }
        }
        return types;
    }

    private static boolean isConcrete(Class<?> type) {
        return Modifier.isPublic(type.getModifiers()) && !Modifier.isAbstract(type.getModifiers());
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tree_keepsOrderAndKinds_soThatTheIdStays() throws Exception {
        Map<Object, Object> tree = SerializedValues.tree();

        Object read = SerializedValues.read(SerializedValues.write((Serializable) tree));

        assertThat(read).isEqualTo(tree).isSameAs(Tree.copyOf((Map<?, ?>) read));
        assertThat(((Map<?, ?>) read).keySet().stream().map(String::valueOf))
                .containsExactlyElementsOf(
                        tree.keySet().stream().map(String::valueOf).toList());
        assertThat(((Map<?, ?>) read).get("kernel")).isInstanceOf(Tuple.class);
        assertThat(((Map<?, ?>) read).get("labels")).isInstanceOf(PythonSet.class);
    }

    @Test
    void bytesThatMakeNoTree_areRefused() throws Exception {
        byte[] written = SerializedValues.write((Serializable) Tree.copyOf(Map.of("first", 1, "other", 2)));
        // One key twice.
        byte[] forged = new String(written, StandardCharsets.ISO_8859_1)
                .replace("other", "first")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SerializedValues.read(forged))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("a key twice");
    }

    @Test
    void binary_readFromBytes_sharesThemWithNobody() throws Exception {
        Binary one = Binary.of(new byte[] {1, 2});
        assertThat(SerializedValues.read(SerializedValues.write(one))).isEqualTo(one);
    }

    @Test
    void headerThatCannotBeReadInFull_saysSoAfterwards() throws Exception {
        ModelHeader header = ModelHeader.stored(
                "cnn",
                Subgroup.none(),
                Version.of("1.0.0"),
                () -> "anna",
                () -> {
                    throw new CorruptDocumentException("no day");
                },
                Map::of);

        ModelHeader read = (ModelHeader) SerializedValues.read(SerializedValues.write(header));

        assertThat(read).isEqualTo(header);
        assertThatThrownBy(read::date)
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessage("no day");
    }

    @Test
    void causeThatCannotBeSerialized_isItsTextAfterwards_andTheErrorTravels() throws Exception {
        Exception foreign = new Exception("of a library", new IOException("reset")) {
            private static final long serialVersionUID = 1L;

            @SuppressWarnings({"serial", "UnusedVariable"})
            private final Optional<String> unserializable = Optional.of("mark");

            @Override
            public String toString() {
                return "org.example.Foreign: of a library";
            }
        };
        CorruptDocumentException error = new CorruptDocumentException("no YAML", foreign);
        assertThat(error).hasCause(foreign);

        Throwable read = (Throwable) SerializedValues.read(SerializedValues.write(error));

        assertThat(read).hasMessage("no YAML");
        assertThat(read.getStackTrace()).isEqualTo(error.getStackTrace());
        assertThat(read.getCause()).hasMessage("org.example.Foreign: of a library");
        assertThat(read.getCause().getStackTrace()).isEqualTo(foreign.getStackTrace());
        assertThat(read).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void failuresOfRepositories_arriveAllOfThem() throws Exception {
        RepositoriesUnavailableException error = (RepositoriesUnavailableException)
                Objects.requireNonNull(SerializedValues.ALL.get("RepositoriesUnavailableException"));

        RepositoriesUnavailableException read =
                (RepositoriesUnavailableException) SerializedValues.read(SerializedValues.write(error));

        assertThat(read.failures()).hasSize(2).hasToString(error.failures().toString());
        assertThat(read)
                .hasCause(read.failures().get(0))
                .hasSuppressedException(read.failures().get(1));
    }

    private static Map<String, byte[]> frozen() {
        Map<String, byte[]> frozen = new HashMap<>();
        try (Stream<String> lines = Files.lines(Path.of(
                URI.create(Objects.requireNonNull(SerializationTest.class.getResource("/" + SerializedValues.FILE))
                        .toString())))) {
            lines.filter(line -> !line.startsWith("#")).forEach(line -> {
                int space = line.indexOf(' ');
                frozen.put(line.substring(0, space), Base64.getDecoder().decode(line.substring(space + 1)));
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return frozen;
    }
}
