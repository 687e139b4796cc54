package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.FoundModel;
import io.audmodel.backend.Environment;
import io.audmodel.it.kit.FileTree;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.FolderVerifier;
import io.audmodel.signing.ModelIdentity;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.TrustedKeys;
import io.audmodel.trust.ModelSignature;
import io.audmodel.trust.ModelSignatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models of the Python package that two people sign afterwards: the package, and a client, answer as they did before. */
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
