package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.audmodel.backend.BackendProvider;
import io.audmodel.cache.CacheProvider;
import io.audmodel.serializer.SerializerProvider;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars on the module path, where the tests of the other modules have them on the class path. */
@Tag("one-jdk")
class ModulesTest {

    /** What our jars need; the libraries of test servers are no modules. */
    private static final Pattern OURS =
            Pattern.compile("/(audmodel-[a-z0-9-]+/target|software/amazon|org/reactivestreams"
                    + "|com/fasterxml/jackson/core|org/snakeyaml|org/apache/commons|commons-[a-z]+|net/java/dev/jna|org/jspecify|info/picocli|com/samskivert"
                    + "|io/micrometer|ai/djl|org/junit|org/assertj|net/bytebuddy|org/opentest4j|org/apiguardian)/");

    /** What programs may use of jars without a descriptor. */
    private static final Set<String> OF_NO_MODULE = Set.of("io.audmodel.backend.artifactory", "io.audmodel.spring");

    private static final Configuration RESOLVED = resolve();

    @Test
    void modules_haveStableNames() {
        assertThat(RESOLVED.modules().stream().map(ResolvedModule::name).filter(name -> name.startsWith("io.audmodel")))
                .containsExactlyInAnyOrder(
                        "io.audmodel.core",
                        "io.audmodel.artifactory.standin",
                        "io.audmodel.backend.fs",
                        "io.audmodel.backend.s3",
                        "io.audmodel.cache.local",
                        "io.audmodel.catalogue",
                        "io.audmodel.djl",
                        "io.audmodel.formats",
                        "io.audmodel.junit",
                        "io.audmodel.micrometer",
                        "io.audmodel.signing",
                        "io.audmodel.testkit",
                        "io.audmodel.tidy");
    }

    @Test
    void modules_exportTheApiAndWhatTestsNeedAlone() {
        assertThat(exports())
                .containsExactlyInAnyOrder(
                        "io.audmodel",
                        "io.audmodel.archive.support",
                        "io.audmodel.artifactory.standin",
                        "io.audmodel.backend",
                        "io.audmodel.backend.fs",
                        "io.audmodel.backend.s3",
                        "io.audmodel.backend.support",
                        "io.audmodel.binding",
                        "io.audmodel.cache",
                        "io.audmodel.catalogue",
                        "io.audmodel.djl",
                        "io.audmodel.dryrun",
                        "io.audmodel.error",
                        "io.audmodel.event",
                        "io.audmodel.follow",
                        "io.audmodel.formats",
                        "io.audmodel.health",
                        "io.audmodel.inventory",
                        "io.audmodel.junit",
                        "io.audmodel.micrometer",
                        "io.audmodel.model",
                        "io.audmodel.serializer",
                        "io.audmodel.signing",
                        "io.audmodel.testkit",
                        "io.audmodel.tidy",
                        "io.audmodel.trust",
                        "io.audmodel.value");
    }

    @Test
    void exports_areWhatIsComparedWithTheLastRelease() {
        assertThat(Pom.of("", null).own("//plugin[artifactId='japicmp-maven-plugin']//include"))
                .containsAll(OF_NO_MODULE)
                .filteredOn(name -> !OF_NO_MODULE.contains(name))
                .containsExactlyInAnyOrderElementsOf(exports());
    }

    private static List<String> exports() {
        return RESOLVED.modules().stream()
                .map(module -> module.reference().descriptor())
                .filter(descriptor -> descriptor.name().startsWith("io.audmodel"))
                .flatMap(descriptor -> descriptor.exports().stream())
                .filter(Predicate.not(ModuleDescriptor.Exports::isQualified))
                .map(ModuleDescriptor.Exports::source)
                .toList();
    }

    /** A module that looks for a service which its descriptor does not name gets an error of the JDK. */
    @Test
    void core_usesEachPortThatProvidersImplement() {
        assertThat(RESOLVED.findModule("io.audmodel.core")
                        .orElseThrow()
                        .reference()
                        .descriptor()
                        .uses())
                .containsExactlyInAnyOrderElementsOf(HouseClasses.ALL.stream()
                        .filter(type ->
                                type.isInterface() && type.getSimpleName().endsWith("Provider"))
                        .map(JavaClass::getName)
                        .toList());
    }

    @Test
    void serializer_isFoundByItsNameAsAModule(@TempDir Path cache) throws ReflectiveOperationException {
        ClassLoader loader = layer().findLoader("io.audmodel.core");
        Class<?> client = loader.loadClass("io.audmodel.AudModel");
        Object builder = client.getMethod("builder").invoke(null);
        Class<?> type = builder.getClass();
        type.getMethod("classLoader", ClassLoader.class).invoke(builder, loader);
        type.getMethod("cacheRoot", Path.class).invoke(builder, cache);
        type.getMethod("serializer", String.class).invoke(builder, "yaml");

        Object built = type.getMethod("build").invoke(builder);

        client.getMethod("close").invoke(built);
    }

    @Test
    void providers_areFoundAsModules() throws ReflectiveOperationException {
        ModuleLayer layer = layer();

        assertThat(providers(layer, BackendProvider.class))
                .containsExactlyInAnyOrder("FsBackendProvider", "S3BackendProvider");
        assertThat(providers(layer, CacheProvider.class)).containsExactly("LocalCacheProvider");
        assertThat(providers(layer, SerializerProvider.class)).containsExactly("YamlSerializerProvider");
    }

    @Test
    void providers_areFoundOnTheClassPath() {
        assertThat(ServiceLoader.load(BackendProvider.class)).hasSize(3);
        assertThat(ServiceLoader.load(CacheProvider.class)).hasSize(1);
        assertThat(ServiceLoader.load(SerializerProvider.class)).hasSize(1);
    }

    private static ModuleLayer layer() {
        return ModuleLayer.defineModulesWithOneLoader(
                        RESOLVED, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                .layer();
    }

    // The port as the layer knows it is another class than the one this test sees on the class path.
    private static List<String> providers(ModuleLayer layer, Class<?> port) throws ReflectiveOperationException {
        ClassLoader loader = layer.findLoader("io.audmodel.core");
        return ServiceLoader.load(layer, loader.loadClass(port.getName())).stream()
                .map(provider -> provider.type().getSimpleName())
                .toList();
    }

    // Two jars of JFrog's client share a package, and no module layer can hold both; the tool is a program, and its jar
    // has a
    // name that its classes alone have not.
    private static boolean isForTheClassPathAlone(Path path) {
        return path.toString().contains("artifactory-java-client")
                || path.toString().contains("backend-artifactory")
                || path.toString().contains("audmodel-spring-boot")
                || path.toString().contains("audmodel-cli");
    }

    private static Configuration resolve() {
        Path[] jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !path.endsWith("test-classes") && !isForTheClassPathAlone(path))
                .filter(path -> OURS.matcher(path.toString().replace('\\', '/')).find())
                .toArray(Path[]::new);
        ModuleFinder finder = ModuleFinder.of(jars);
        Set<String> roots = finder.findAll().stream()
                .map(module -> module.descriptor().name())
                .filter(name -> name.startsWith("io.audmodel."))
                .collect(Collectors.toSet());
        return ModuleLayer.boot().configuration().resolveAndBind(finder, ModuleFinder.of(), roots);
    }
}
