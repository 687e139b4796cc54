package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.FoundModel;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Environment;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.FolderVerifier;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.TrustedKeys;
import io.audmodel.tidy.RetireRules;
import io.audmodel.tidy.Tidying;
import io.audmodel.trust.ModelSignature;
import io.audmodel.trust.ModelSignatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Models of the Python package that two people sign afterwards, and in whose repositories somebody keeps order: the package,
 * and a client, answer as they did before.
 */
@Tag("python")
@Tag("one-jdk")
class StoredSignaturesTest {

    private static final Expected EXPECTED = Expected.read();
    private static final List<String> QUESTIONS =
            List.of("exists", "versions", "latest_version", "aliases", "name", "version", "parameters", "meta");

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource(PythonRelease.class)
    void signedModels_areAnsweredAndLoadedAsBefore(PythonRelease release) throws Exception {
        Repository[] repositories = copies();
        Map<String, Object> before = answers(release, repositories, "before");
        List<String> listed = listed(repositories, "before");

        sign(repositories);

        assertThat(before).hasSizeGreaterThan(100);
        assertThat(answers(release, repositories, "after")).isEqualTo(before);
        assertThat(listed(repositories, "after")).hasSizeGreaterThan(10).isEqualTo(listed);
    }

    /** Notes, a refusal, a notice and a sweep of what broke off: nothing that Python asks for. */
    @ParameterizedTest
    @EnumSource(PythonRelease.class)
    void repositoriesThatAreKeptTidy_areAnsweredAndLoadedAsBefore(PythonRelease release) throws Exception {
        Repository[] repositories = copies();
        Map<String, Object> before = answers(release, repositories, "before");

        tidy(repositories);

        assertThat(answers(release, repositories, "after")).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(PythonRelease.class)
    void aVersionThatIsRetired_staysInWarmCachesOfPython_andIsNowhereElse(PythonRelease release) throws Exception {
        Repository[] repositories = {
            new Repository("file-system", work.resolve("own").toString(), "models")
        };
        Path model = Files.createDirectories(work.resolve("model"));
        Files.createDirectories(work.resolve("own/models"));
        Files.writeString(model.resolve("weights.txt"), "0.1");
        try (AudModel client = later(repositories);
                Python python = start(release, "warm", repositories)) {
            String one = publish(client, model, "1.0.0");
            String two = publish(client, model, "2.0.0");
            Object folder = python.call("load", one);
            Tidying tidying = Tidying.of(client);

            assertThat(tidying.apply(tidying.plan(RetireRules.keepLatest(1))).retired())
                    .hasSize(1);

            assertThat(python.call("load", one)).isEqualTo(folder);
            assertThat(String.valueOf(python.call("exists", one))).isEqualToIgnoringCase("false");
            assertThat(String.valueOf(python.call("versions", two)))
                    .contains("2.0.0")
                    .doesNotContain("1.0.0");
            try (Python fresh = start(release, "fresh", repositories)) {
                assertThat(answer(fresh, "load", two).toString()).contains("2.0.0");
                assertThat(answer(fresh, "load", one).toString()).contains("does not exist");
            }
        }
    }

    private static String publish(AudModel client, Path model, String version) {
        return client.publish(PublishRequest.of(model, "cnn", Version.of(version)))
                .toString();
    }

    private Python start(PythonRelease release, String run, Repository... repositories) throws IOException {
        Path folder = Files.createDirectory(work.resolve("python " + run));
        return new Python.Launch(folder).release(release).start(folder.resolve("cache"), repositories);
    }

    /** A client for which all that is there is two days old. */
    private AudModel later(Repository... repositories) {
        AudModelBuilder builder = AudModel.builder()
                .environment(Environment.of(Map.of(), work, "nobody"))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(2)))
                .cacheRoot(work.resolve("java later"));
        Stream.of(repositories).forEach(builder::repository);
        return builder.build();
    }

    private void tidy(Repository... repositories) throws IOException {
        try (AudModel client = later(repositories)) {
            for (RepositoryInventory inventory : client.inventories()) {
                Repository repository = inventory.place().repository();
                Path root = FsStorage.root(repository);
                Tidying tidying = Tidying.of(client).in(repository);
                ModelKey key = inventory.versions().get(0).key();
                Path notice = root.resolve(
                        "_uid/" + key.id() + "/" + key.version() + "/" + key + ".retiring-0123456789abcdef");
                Samples.file(notice, "retiring");
                Samples.file(root.resolve("broken/0a0b0c0d/1.0.0/0a0b0c0d-1.0.0.zip"), "broken");
                assertThat(tidying.sweep().removed()).hasSize(2);
                Samples.file(notice, "retiring");
                tidying.refuse("ask somebody");
                assertThat(tidying.log()).hasSize(2);
            }
        }
    }

    private Repository[] copies() throws IOException {
        Path host = work.resolve("host");
        try (Stream<Path> files = Files.walk(Expected.host())) {
            for (Path file : files.toList()) {
                Files.copy(file, host.resolve(Expected.host().relativize(file).toString()));
            }
        }
        return EXPECTED.repositories().stream()
                .map(each -> new Repository(each.backend(), host.toString(), each.name()))
                .toArray(Repository[]::new);
    }

    private Map<String, Object> answers(PythonRelease release, Repository[] repositories, String run)
            throws IOException {
        Map<String, Object> answers = new LinkedHashMap<>();
        Path folder = Files.createDirectory(work.resolve("python " + run));
        try (Python python = new Python.Launch(folder).release(release).start(folder.resolve("cache"), repositories)) {
            for (Expected.Model model : EXPECTED.models()) {
                for (String question : QUESTIONS) {
                    answers.put(question + " " + model.uid(), answer(python, question, model.uid()));
                    answers.put(question + " " + model.id(), answer(python, question, model.id()));
                }
                Object loaded = answer(python, "load", model.uid());
                Path cached = Path.of(String.valueOf(loaded));
                answers.put("load " + model.uid(), Files.isDirectory(cached) ? FileTree.of(cached) : loaded);
            }
            EXPECTED.aliases().keySet().forEach(alias -> answers.put(alias, answer(python, "resolve_alias", alias)));
        }
        return answers;
    }

    /** A release refuses some of them: then it refuses them as before. */
    private static Object answer(Python python, String question, String uid) {
        try {
            return String.valueOf(python.call(question, uid));
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private AudModel client(Repository[] repositories, String run) {
        AudModelBuilder builder = AudModel.builder()
                .environment(Environment.of(Map.of(), work, "nobody"))
                .cacheRoot(work.resolve("java " + run));
        Stream.of(repositories).forEach(builder::repository);
        return builder.build();
    }

    private List<String> listed(Repository[] repositories, String run) {
        List<String> listed = new ArrayList<>();
        try (AudModel client = client(repositories, run);
                Stream<FoundModel> found = client.find()) {
            found.map(FoundModel::toString).sorted().forEach(listed::add);
            for (Expected.Model model : EXPECTED.models()) {
                ModelRef ref = ModelRef.of(model.uid());
                listed.add(ref + " " + client.versions(ref) + " " + client.aliases(ref));
            }
        }
        return listed;
    }

    private void sign(Repository[] repositories) throws IOException, GeneralSecurityException {
        KeyPair one = keys();
        KeyPair two = keys();
        FolderVerifier verifier = FolderVerifier.of(TrustedKeys.of(List.of(one.getPublic(), two.getPublic())));
        try (AudModel client = client(repositories, "signer")) {
            for (Expected.Model expected : EXPECTED.models()) {
                ModelRef ref = ModelRef.of(expected.uid());
                ModelKey key = client.resolve(ref).key();
                ModelIdentity model = ModelIdentity.of(key, client.header(ref));
                Path folder = client.load(ref);
                ModelSignatures signatures = client.signatures(ref);
                for (KeyPair pair : List.of(one, two)) {
                    FolderSigner signer = FolderSigner.of(PrivateKeySigner.of(pair.getPrivate(), pair.getPublic()));
                    signatures.put(signer.sign(folder, model).toModelSignature());
                }
                List<ModelSignature> stored = signatures.list();
                assertThat(stored).hasSize(2);
                stored.forEach(each -> verifier.verify(folder, SignatureBundle.of(each.content()), model));
            }
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
