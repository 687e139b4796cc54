package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.deadline.CallDeadline;
import io.audmodel.model.LegacyId;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.signing.TestAuthority.Says;
import io.audmodel.trust.ModelSignature;
import io.audmodel.value.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature of a model binds, beside its files. */
class SignedModelTest {

    private static final Map<Object, Object> PARAMETERS = Map.of("rate", 16_000, "layers", List.of(1, 2));

    private final KeyPair keys = TestAuthority.keys(SigningCurve.P_256);
    private final KeyPair others = TestAuthority.keys(SigningCurve.P_256);
    private final FolderSigner signer = FolderSigner.of(PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()));
    private final FolderSigner other = FolderSigner.of(PrivateKeySigner.of(others.getPrivate(), others.getPublic()));
    private final FolderVerifier verifier = FolderVerifier.of(TrustedKeys.of(List.of(keys.getPublic())));
    private final ModelHeader header = header("onnx", PARAMETERS, "emotion.small", "1.0.0");
    private final ModelKey key = ModelKey.of(header.id());
    private final ModelIdentity model = ModelIdentity.of(key, header);

    @TempDir
    private Path folder;

    private static ModelHeader header(String name, Map<Object, Object> parameters, String subgroup, String version) {
        return new ModelHeader(
                "somebody", LocalDate.of(2026, 11, 29), name, parameters, Subgroup.of(subgroup), Version.of(version));
    }

    @BeforeEach
    void fill() throws IOException {
        write("model.onnx", "0123456789");
        write("empty", "");
        write(".gitignore", "*");
        write(".git/config", "x");
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4})
    void signature_isAboutTheModel_andAllOfItsFiles(long shard) throws Exception {
        SigningScope scope = shard == 0 ? SigningScope.files() : SigningScope.shards(shard);
        SignatureBundle bundle =
                SignatureBundle.of(signer.withScope(scope).sign(folder, model).toBytes());

        Manifest manifest = verifier.verify(folder, bundle, model).manifest();

        assertThat(manifest.identity()).contains(model);
        assertThat(manifest.name()).isEqualTo(key.toString());
        assertThat(manifest.besides())
                .containsOnlyKeys(
                        shard == 0
                                ? List.of(".gitignore", ".git/config")
                                : List.of(".gitignore", ".git/config", "empty"));
        for (String name : List.of("model.onnx", "empty", ".gitignore", ".git/config")) {
            String before = Files.readString(folder.resolve(name));
            write(name, "something else");
            assertThatThrownBy(() -> verifier.verify(folder, bundle, model))
                    .isInstanceOfSatisfying(
                            ChangedFilesException.class,
                            e -> assertThat(e.changed()).containsExactly(name));
            Files.delete(folder.resolve(name));
            assertThatThrownBy(() -> verifier.verify(folder, bundle, model))
                    .isInstanceOfSatisfying(
                            ChangedFilesException.class,
                            e -> assertThat(e.missing()).containsExactly(name));
            write(name, before);
        }
        for (String name : List.of(".github/x", "another", ".git/another", ".gitattributes")) {
            write(name, "");
            assertThatThrownBy(() -> verifier.verify(folder, bundle, model))
                    .isInstanceOfSatisfying(
                            ChangedFilesException.class,
                            e -> assertThat(e.unsigned()).containsExactly(name));
            Files.delete(folder.resolve(name));
        }
        verifier.verify(folder, bundle, model);
    }

    @Test
    void verifierThatKnowsTheSpecificationAlone_looksAtTheFilesAsEver() throws Exception {
        SignatureBundle bundle = signer.sign(folder, model);

        verifier.verify(folder, bundle);
        write(".gitignore", "changed");
        verifier.verify(folder, bundle);
        write("model.onnx", "changed");
        assertThatThrownBy(() -> verifier.verify(folder, bundle)).isInstanceOf(ChangedFilesException.class);
    }

    @Test
    void signatureOfAnotherModel_isRefused_thoughItsFilesAreTheSame() {
        Map<Object, Object> floats = new HashMap<>(PARAMETERS);
        floats.put("rate", 16_000.0);
        Map<Object, Object> tuples = new HashMap<>(PARAMETERS);
        tuples.put("layers", Tuple.of(1, 2));
        for (ModelHeader another : List.of(
                header("onnx", PARAMETERS, "emotion.small", "1.0.1"),
                header("onnx", PARAMETERS, "emotion", "1.0.0"),
                header("torch", PARAMETERS, "emotion.small", "1.0.0"),
                header("onnx", Map.of(), "emotion.small", "1.0.0"),
                header("onnx", floats, "emotion.small", "1.0.0"),
                header("onnx", tuples, "emotion.small", "1.0.0"))) {
            // As if somebody had found another one with the same id, which has 32 bits.
            SignatureBundle bundle = signer.sign(folder, ModelIdentity.of(key, another));

            assertThatThrownBy(() -> verifier.verify(folder, bundle, model))
                    .isInstanceOf(WrongModelException.class)
                    .hasMessageContaining(key.toString());
        }
        SignatureBundle elsewhere =
                signer.sign(folder, ModelIdentity.of(ModelKey.of(ModelId.of("3e120e8d-1.0.0")), header));
        assertThatThrownBy(() -> verifier.verify(folder, elsewhere, model)).isInstanceOf(WrongModelException.class);
    }

    @Test
    void signatureOfAFolder_isNoneOfAModel() {
        SignatureBundle bundle = signer.sign(folder);

        assertThatThrownBy(() -> verifier.verify(folder, bundle, model))
                .isInstanceOf(WrongModelException.class)
                .hasMessageContaining("says of no model");
    }

    @Test
    void identity_dependsOnTheOrderOfParameters_onlyWherePythonCannotSortThem() {
        Map<Object, Object> one = new LinkedHashMap<>(Map.of("a", 1));
        one.put("b", 2);
        Map<Object, Object> two = new LinkedHashMap<>(Map.of("b", 2));
        two.put("a", 1);
        Map<Object, Object> odd = new LinkedHashMap<>(Map.of(1, 1));
        odd.put("b", 2);

        assertThat(digest(one)).isEqualTo(digest(two)).isNotEqualTo(digest(odd)).hasSize(64);
    }

    private String digest(Map<Object, Object> parameters) {
        return ModelIdentity.of(key, header("onnx", parameters, "", "1.0.0")).parameters();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"|\"id2\":\"",
                "\"besides\":{|\"besides\":{\"../x\":\"00\",",
                "\"besides\":{|\"besides\":{\"x\":\"00\",",
                "\"besides\":{|\"besides\":{\".gitignore\":\"00\",",
                "\"parameters\":\"|\"parameters\":0,\"x\":\"",
                "{\"io.audmodel.model\":|{\"io.audmodel.model\":{},\"io.audmodel.model\":"
            })
    void whatIsSaidOfTheModel_isReadStrictly(String change) {
        String[] parts = change.split("\\|");
        String statement = new String(signer.sign(folder, model).payload(), StandardCharsets.UTF_8);
        assertThat(statement).contains(parts[0]);

        assertThatThrownBy(() -> StatementReader.read(
                        statement.replace(parts[0], parts[1]).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedSignatureException.class);
    }

    @Test
    void annotationsOfOthers_doNotCount() {
        String statement = new String(signer.sign(folder).payload(), StandardCharsets.UTF_8)
                .replace("\"subject\":[{", "\"subject\":[{\"annotations\":{\"x\":[1,{}]},");

        assertThat(StatementReader.read(statement.getBytes(StandardCharsets.UTF_8))
                        .identity())
                .isEmpty();
    }

    @Test
    void storedForm_isMarkedByTheSigner() {
        TestAuthority own = TestAuthority.root("CN=root").issue("CN=own", keys, Says.signer());
        ModelSignature first = signer.sign(folder, model).toModelSignature();
        ModelSignature second = other.sign(folder, model).toModelSignature();
        ModelSignature third = FolderSigner.of(own.signer()).sign(folder, model).toModelSignature();

        assertThat(List.of(first.mark(), second.mark(), third.mark())).doesNotHaveDuplicates();
        assertThat(signer.sign(folder, key, header).mark()).isEqualTo(first.mark());
        assertThat(verifier.verify(folder, SignatureBundle.of(first.content()), model)
                        .manifest()
                        .identity())
                .contains(model);
    }

    @Test
    void legacyModels_haveSignaturesToo() {
        ModelKey legacy = ModelKey.of(LegacyId.of("65206614-dbb7-d61a-b00c-153db7b525c0"), Version.of("1.0.0"));
        ModelIdentity old = ModelIdentity.of(legacy, header);
        SignatureBundle bundle = signer.sign(folder, old);

        assertThat(verifier.verify(folder, bundle, old).manifest().identity()).contains(old);
        assertThatThrownBy(() -> verifier.verify(folder, bundle, model)).isInstanceOf(WrongModelException.class);
    }

    /** A load that verifies a model for longer than a call may take without moving anything. */
    @Test
    void hashing_countsAsProgressOfTheCall() throws IOException {
        Files.write(folder.resolve("model.onnx"), new byte[(int) (8 * CallDeadline.SLOWEST)]);
        AtomicLong nanos = new AtomicLong();
        CallDeadline call = CallDeadline.in(Duration.ofSeconds(10), nanos::get);
        nanos.set(TimeUnit.SECONDS.toNanos(9));

        SignatureBundle bundle = call.over(() -> signer.sign(folder, model));

        assertThat(call.remaining()).isGreaterThan(Duration.ofSeconds(8));
        assertThat(bundle.keyHint()).isPresent();
    }
}
