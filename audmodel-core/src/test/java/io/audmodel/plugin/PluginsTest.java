package io.audmodel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.cache.Cache;
import io.audmodel.cache.CachePermissions;
import io.audmodel.cache.CacheProvider;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.ConfigurationException;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Repository;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {

    private static final ClassLoader OURS = PluginsTest.class.getClassLoader();
    private static final ModelKey KEY = ModelKey.of(ModelId.of("3e120e8d-1.0.0"));

    private final Plugins plugins = Plugins.in(OURS);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "file-system:/data#models, io.audmodel:audmodel-backend-fs",
        "s3:host#models, io.audmodel:audmodel-backend-s3",
        "minio:host#models, io.audmodel:audmodel-backend-s3",
        "artifactory:https://example.org#models, io.audmodel:audmodel-backend-artifactory"
    })
    void backend_missing_namesTheJar(String repository, String jar) {
        assertThatThrownBy(() -> plugins.backend(Repository.of(repository)))
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContainingAll(repository, jar);
    }

    @Test
    void backend_unknown_namesTheKnownOnes() {
        assertThatThrownBy(() -> plugins.backend(Repository.of("ftp:host#models")))
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContainingAll("unknown backend 'ftp'", "artifactory", "file-system", "minio", "s3");
    }

    @Test
    void backend_inTheOrderOfPython_namesTheOrder() {
        assertThatThrownBy(() -> plugins.backend(new Repository("models", "host", "file-system")))
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContainingAll("unknown backend 'models'", "backend, host and name, in this order");
    }

    @Test
    void cache_missing_namesTheJarOnceAFolderIsNeeded() {
        Cache cache = plugins.cache(folder, CachePermissions.ofUmask());

        assertThat(cache.find(KEY)).isEmpty();
        assertThatThrownBy(() -> cache.getOrFill(KEY, Duration.ofSeconds(1), staging -> {}))
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContaining("add the jar io.audmodel:audmodel-cache");
    }

    @Test
    void backend_mergedWithoutItsServiceFile_isNotSaidToBeAbsent() throws Exception {
        Path merged = folder.resolve("io/audmodel/backend/fs/FsBackendProvider.class");
        Files.createDirectories(merged.getParent());
        Files.createFile(merged);

        assertThatThrownBy(() -> Plugins.in(inFolder()).backend(Repository.of("file-system:/data#models")))
                .isInstanceOf(BackendMissingException.class)
                .hasMessageContainingAll("FsBackendProvider is there", "META-INF/services have to be merged")
                .hasMessageNotContaining("add the jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.Gone", "io.audmodel.plugin.PluginsTest", "io.audmodel.plugin.PluginsTest$Bad"})
    void backend_besideABrokenServiceFile_isFound(String line) throws Exception {
        serviceFile(BackendProvider.class, line + "\nio.audmodel.plugin.PluginsTest$Good\n");

        assertThat(Plugins.in(inFolder()).backend(Repository.of("good:host#models")))
                .isInstanceOf(Good.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.Gone",
                "not a class",
                "io.audmodel.plugin.PluginsTest",
                "io.audmodel.plugin.PluginsTest$Bad"
            })
    void backend_missingBesideABrokenServiceFile_namesTheFile(String line) throws Exception {
        Path file = serviceFile(BackendProvider.class, line + "\n");

        assertThatThrownBy(() -> Plugins.in(inFolder()).backend(Repository.of("good:host#models")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("backend 'good'", file.toUri().toURL().toString());
    }

    @Test
    void cache_ofABrokenServiceFile_failsOnceAFolderIsNeeded() throws Exception {
        Path file = serviceFile(CacheProvider.class, "com.example.Gone\n");
        Cache cache = Plugins.in(inFolder()).cache(folder, CachePermissions.ofUmask());

        cache.writeNote("shelf", "name", new byte[1]);
        assertThatThrownBy(() -> cache.getOrFill(KEY, Duration.ofSeconds(1), staging -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "com.example.Gone", file.toUri().toURL().toString());
    }

    @Test
    void backend_onAThreadThatSeesNothing_isFoundByOurOwnLoader() {
        assertThat(onAThreadWith(ClassLoader.getPlatformClassLoader())).isInstanceOf(InTestClasses.class);
        assertThat(onAThreadWith(null)).isInstanceOf(InTestClasses.class);
        assertThat(onAThreadWith(OURS)).isInstanceOf(InTestClasses.class);
    }

    private static Object onAThreadWith(ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return Plugins.ofThread().backend(Repository.of("in-test-classes:host#models"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Path serviceFile(Class<?> port, String lines) throws IOException {
        Path file = folder.resolve("META-INF/services").resolve(port.getName());
        Files.createDirectories(file.getParent());
        return Files.writeString(file, lines);
    }

    private ClassLoader inFolder() throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, OURS);
    }

    private abstract static class Named implements BackendProvider {

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public Set<String> names() {
            return Set.of(name);
        }

        @Override
        public Backend connect(Repository repository, BackendSettings settings) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class Good extends Named {
        public Good() {
            super("good");
        }
    }

    public static final class Bad extends Named {
        public Bad() {
            super("bad");
            throw new IllegalStateException("a provider that cannot be made");
        }
    }

    /** Named by a service file beside this class. */
    public static final class InTestClasses extends Named {
        public InTestClasses() {
            super("in-test-classes");
        }
    }
}
