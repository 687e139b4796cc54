package io.audmodel.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.FolderVerifier;
import io.audmodel.signing.ModelVerifier;
import io.audmodel.signing.PrivateKeySigner;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SignedManifest;
import io.audmodel.signing.SigningException;
import io.audmodel.signing.SigningKeyPair;
import io.audmodel.signing.SigningMethod;
import io.audmodel.signing.SigningScope;
import io.audmodel.signing.TrustedKeys;
import io.audmodel.signing.TrustedRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random folders, signed here and verified by Python's model-signing, and the other way round; then one file is changed, and
 * neither verifies. The full run: {@code -Daudmodel.signed.folders=2000}.
 */
@Tag("python")
@Tag("reliability")
@Tag("one-jdk")
class SignedWithPythonTest {

    private static final int FOLDERS = Integer.getInteger("audmodel.signed.folders", 5);
    private static final long SEED = Long.getLong("audmodel.seed", 20_261_129);

    private static final List<String> CURVES = List.of("P_256", "P_384", "P_521");
    private static final List<String> NAMES = List.of(
            "model.onnx",
            "labels.yaml",
            ".hidden",
            ".git",
            ".gitignore",
            ".github",
            ".gitmodules",
            ".gitattributes",
            "a",
            "a-b",
            "a.b",
            "Ünïcode",
            "\uD83D\uDE00",
            "\uE000",
            "line\nbreak",
            "two words",
            "'\"\\",
            "%41",
            "-x",
            "日本",
            "e\u0301",
            "A");

    @TempDir
    private static Path work;

    private static ModelSigning python;
    private static Path keys;

    /** How one folder is signed. */
    private record Way(String curve, boolean certificate, long shard, boolean links, List<String> ignored) {

        static Way of(int number, SplittableRandom random) {
            return new Way(
                    CURVES.get(number % 3),
                    number / 3 % 2 == 1,
                    number / 6 % 2 == 0
                            ? 0
                            : List.of(1L, 7L, 64L, 1L << 20, 1_000_000_000L).get(random.nextInt(5)),
                    random.nextInt(3) == 0,
                    random.nextBoolean() ? List.of() : List.of("a", "sub/labels.yaml", ".hidden"));
        }

        SigningScope scope() {
            SigningScope scope = shard == 0
                    ? SigningScope.files()
                    : SigningScope.shards(shard).withShardsNamedAsInPython();
            return (links ? scope.withLinks() : scope).ignoring(ignored);
        }

        PrivateKeySigner signer(int number) {
            PrivateKeySigner signer = switch (number % 4) {
                case 0 -> PrivateKeySigner.ofPem(keys.resolve(curve + ".sealed.pem"), "secret".toCharArray());
                case 1 -> PrivateKeySigner.ofPem(keys.resolve(curve + ".sec1.pem"));
                default -> PrivateKeySigner.ofPem(keys.resolve(curve + ".pem"));
            };
            return certificate
                    ? signer.withCertificates(keys.resolve(curve + ".crt"), keys.resolve("between.pem"))
                    : signer;
        }

        ModelVerifier verifier() {
            return certificate
                    ? TrustedRoots.ofPem(keys.resolve("root.pem")).onlyFor("CN=signer " + curve)
                    : TrustedKeys.ofPem(keys.resolve(curve + ".pub"));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        python = ModelSigning.start(work);
        keys = Files.createDirectory(work.resolve("keys"));
        assertThat(python.call("keys", Map.of("folder", keys.toString()))).isEmpty();
    }

    @AfterAll
    static void stop() {
        if (python != null) {
            python.close();
        }
    }

    @Test
    void randomFolders_areSignedByOne_andVerifiedByTheOther() throws IOException {
        for (int number = 0; number < FOLDERS; number++) {
            SplittableRandom random = new SplittableRandom(SEED + number);
            Way way = Way.of(number, random);
            Path folder = folder(number, way, random);
            String shown = "folder " + number + " of seed " + SEED + ", " + way;

            Path ours = work.resolve("ours.sig");
            FolderSigner.of(way.signer(number))
                    .withScope(way.scope())
                    .withThreads(1 + number % 2)
                    .sign(folder, ours);
            assertThat(verifiedByPython(folder, ours, way)).as(shown).isEmpty();
            Path theirs = work.resolve("theirs.sig");
            assertThat(signedByPython(folder, theirs, way)).as(shown).isEmpty();
            SignedManifest signed = FolderVerifier.of(way.verifier()).verify(folder, theirs);
            assertThat(signed.signedBy().method())
                    .isEqualTo(way.certificate() ? SigningMethod.CERTIFICATE : SigningMethod.KEY);
            assertThat(signed.manifest().files())
                    .as(shown)
                    .isEqualTo(SignatureBundle.read(ours)
                            .verify(way.verifier())
                            .manifest()
                            .files());
            // What Python writes is written here so that Python reads it again.
            SignatureBundle.read(theirs).write(theirs);

            Files.writeString(folder.resolve("always.txt"), "changed");
            assertThat(verifiedByPython(folder, ours, way)).as(shown).contains("always.txt");
            assertThat(isVerifiedHere(folder, ours, way)).as(shown).isFalse();
            assertThat(isVerifiedHere(folder, theirs, way)).as(shown).isFalse();
        }
    }

    /** What 1.1.1 writes for shards it does not verify itself: the number is none of Python's whole ones. */
    @Test
    void shardsBySpecification_areVerifiedHereAlone() throws IOException {
        Path folder = Files.createDirectories(work.resolve("shards"));
        Files.writeString(folder.resolve("a"), "0123456789");
        Way way = new Way("P_256", false, 4, false, List.of());
        Path theirs = work.resolve("shards.sig");
        assertThat(signedByPython(folder, theirs, way)).isEmpty();
        assertThat(verifiedByPython(folder, theirs, way)).startsWith("TypeError");
        FolderVerifier.of(way.verifier()).verify(folder, theirs);

        FolderSigner.of(way.signer(2)).withScope(SigningScope.shards(4)).sign(folder, theirs);
        assertThat(verifiedByPython(folder, theirs, way)).contains("Hash mismatch");
        FolderVerifier.of(way.verifier()).verify(folder, theirs);
    }

    /** The specification wants the name of a file that is signed alone, and 1.1.1 writes and verifies none. */
    @Test
    void singleFiles_andKeysThatAreMadeHere_areTakenByBoth() throws IOException {
        Path folder = Files.createDirectories(work.resolve("alone"));
        Path file = Files.writeString(folder.resolve("model.bin"), "0123456789");
        Path signature = work.resolve("alone.sig");
        for (int number = 0; number < CURVES.size(); number++) {
            Path made = Files.createDirectories(work.resolve("made " + number));
            String curve = CURVES.get(number);
            String password = number == 0 ? null : "a ~ 'password'";
            SigningKeyPair.generate(curve.replace('_', '-'))
                    .write(
                            made.resolve(curve + ".pem"),
                            made.resolve(curve + ".pub"),
                            password == null ? null : password.toCharArray());
            FolderVerifier verifier = FolderVerifier.of(TrustedKeys.ofPem(made.resolve(curve + ".pub")));
            Way way = new Way(curve, false, number == 2 ? 4 : 0, false, List.of());
            Map<String, Object> question = question(file, signature, way);
            question.put("keys", made.toString());

            Map<String, Object> signing = new HashMap<>(question);
            signing.put("ignored", List.of());
            signing.put("password", password);
            assertThat(python.call("sign", signing)).as(curve).isEmpty();
            assertThat(verifier.verify(file, signature).manifest().files()).hasSize(1);

            FolderSigner signer = FolderSigner.of(PrivateKeySigner.ofPem(
                    made.resolve(curve + ".pem"), password == null ? null : password.toCharArray()));
            SigningScope scope = way.scope().withFileUnnamedAsInPython();
            signer.withScope(scope).sign(file, signature);
            assertThat(python.call("verify", question)).as(curve).isEmpty();
            Files.writeString(file, "012345678x" + number);
            assertThat(python.call("verify", question)).as(curve).contains("Hash mismatch");

            // By its name it is the file in its folder, for both.
            signer.withScope(way.scope()).sign(file, signature);
            question.put("folder", folder.toString());
            assertThat(python.call("verify", question)).as(curve).isEmpty();
        }
    }

    private static String signedByPython(Path folder, Path signature, Way way) throws IOException {
        Map<String, Object> question = question(folder, signature, way);
        question.put("ignored", way.ignored());
        return python.call("sign", question);
    }

    private static String verifiedByPython(Path folder, Path signature, Way way) throws IOException {
        return python.call("verify", question(folder, signature, way));
    }

    private static Map<String, Object> question(Path folder, Path signature, Way way) {
        return new HashMap<>(Map.of(
                "keys", keys.toString(),
                "folder", folder.toString(),
                "signature", signature.toString(),
                "curve", way.curve(),
                "certificate", way.certificate(),
                "shard", way.shard(),
                "links", way.links()));
    }

    private static boolean isVerifiedHere(Path folder, Path signature, Way way) throws IOException {
        try {
            FolderVerifier.of(way.verifier()).verify(folder, signature);
            return true;
        } catch (SigningException e) {
            return false;
        }
    }

    private static Path folder(int number, Way way, SplittableRandom random) throws IOException {
        Path folder = Files.createDirectory(work.resolve("folder " + number));
        Files.writeString(folder.resolve("always.txt"), "as it is");
        for (int files = random.nextInt(8); files > 0; files--) {
            Path parent = folder;
            for (int depth = random.nextInt(3); depth > 0; depth--) {
                parent = parent.resolve(random.nextBoolean() ? "sub" : NAMES.get(random.nextInt(NAMES.size())));
            }
            Path file = parent.resolve(NAMES.get(random.nextInt(NAMES.size())));
            if (!Files.exists(file) && !isBelowAFile(folder, file)) {
                Files.createDirectories(parent);
                byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(300)];
                random.nextBytes(content);
                Files.write(file, content);
            }
        }
        if (way.links()) {
            Files.createSymbolicLink(folder.resolve("a link"), Path.of("always.txt"));
        }
        return folder;
    }

    private static boolean isBelowAFile(Path folder, Path file) {
        for (Path above = file.getParent(); !above.equals(folder); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }
}
