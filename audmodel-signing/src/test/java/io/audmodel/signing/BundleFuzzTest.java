package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.inputs.Fuzz;
import io.audmodel.inputs.Inputs;
import io.audmodel.inputs.Mutations;
import io.audmodel.signing.TestAuthority.Says;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bundles and statements that somebody changed, with parts of others put in. What is accepted says, and is signed by, what
 * and who it was before. The full run: {@code -Daudmodel.fuzz.bundles=1000000}.
 */
@Tag("reliability")
@Tag("one-jdk")
class BundleFuzzTest {

    private static final long EXECUTIONS = Long.getLong("audmodel.fuzz.bundles", 8_000);

    private static final Path VECTORS = Path.of("src/test/resources/oms/specification/valid");

    private static final List<byte[]> WORDS = Stream.of(
                    "\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "null",
                    "\"sig\":",
                    "\"payload\":",
                    "\"hint\":",
                    "\"rawBytes\":",
                    "\"keyid\":",
                    "\"publicKey\":{\"hint\":\"\"}",
                    "\"x509CertificateChain\":",
                    "\"certificates\":",
                    "\"tlogEntries\":[],",
                    "\"dsseEnvelope\":",
                    "application/vnd.in-toto+json",
                    "..",
                    "../",
                    "/",
                    ":0:10",
                    "sha256",
                    "sha256-sharded-10",
                    "blake3",
                    "\"shard_size\":10,",
                    "\"ignore_paths\":[\".\"],",
                    "\"name\":",
                    "\"digest\":",
                    "\"resources\":[",
                    "files",
                    "shards",
                    "\\u0000",
                    "\\ud800",
                    "1e999999999",
                    "-1",
                    "0",
                    "true",
                    "=",
                    "==",
                    "AAAA",
                    "MEUCIQD",
                    " ",
                    "\n",
                    "\0",
                    "\uFEFF",
                    "9".repeat(50),
                    "[".repeat(100),
                    "{\"a\":".repeat(40))
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final KeyPair one = TestAuthority.keys(SigningCurve.P_256);
    private final KeyPair other = TestAuthority.keys(SigningCurve.P_256);
    private final TestAuthority root = TestAuthority.root("CN=root");
    private final TestAuthority own = root.issue("CN=own", Says.signer());
    private final TestAuthority old = root.issue(
            "CN=old", Says.signer().during(TestAuthority.NOW.minusSeconds(500), TestAuthority.NOW.minusSeconds(1)));
    private final TestAuthority foreign = TestAuthority.root("CN=root").issue("CN=own", Says.signer());

    private final TrustedKeys keys = TrustedKeys.of(List.of(one.getPublic(), other.getPublic()));
    private final TrustedRoots roots =
            TrustedRoots.of(List.of(root.certificate())).withClock(Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC));

    private static byte[] statement(SigningScope scope, String... names) {
        long length = scope.shardSize() == 0 ? -1 : 15;
        List<String> digests =
                scope.shardSize() == 0 ? List.of("ab".repeat(32)) : List.of("cd".repeat(32), "ef".repeat(32));
        return StatementWriter.write(new Manifest(
                "model",
                scope,
                Arrays.stream(names)
                        .map(name -> new SignedFile(name, length, digests))
                        .toList()));
    }

    @Test
    void bundles_areRefused_orSayAndAreSignedByWhatTheyWere() throws Exception {
        Map<String, String> signed = new HashMap<>();
        byte[] payload = statement(SigningScope.files(), "a", "b/c");
        List<byte[]> bundles = List.of(
                bundle(payload, PrivateKeySigner.of(one.getPrivate(), one.getPublic()), signed),
                bundle(
                        statement(SigningScope.shards(10), "a", "b:1:2"),
                        PrivateKeySigner.of(other.getPrivate(), other.getPublic()),
                        signed),
                bundle(statement(SigningScope.files(), "x"), own.signer(root.certificate()), signed),
                bundle(payload, old.signer(root.certificate()), new HashMap<>()),
                bundle(payload, foreign.signer(root.certificate()), new HashMap<>()),
                Files.readAllBytes(VECTORS.resolve("key.bundle.json")),
                Files.readAllBytes(VECTORS.resolve("certificate.bundle.json")));
        Inputs inputs = new Mutations(Inputs.oneOf(bundles), WORDS);

        long accepted = new Fuzz("bundles", inputs, SigningException.class).run(EXECUTIONS, () -> input -> {
            SignatureBundle bundle = SignatureBundle.of(input);
            SignedManifest read = bundle.verify(bundle.method() == SigningMethod.KEY ? keys : roots);
            String who = signed.get(new String(bundle.payload(), StandardCharsets.UTF_8));
            if (!read.signedBy().keyHint().equals(who)) {
                throw new IllegalStateException(read.signedBy() + " did not sign this");
            }
        });

        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    private static byte[] bundle(byte[] payload, ModelSigner signer, Map<String, String> signed) {
        signed.put(
                new String(payload, StandardCharsets.UTF_8), signer.signatory().keyHint());
        return SignatureBundle.signed(payload, signer).toBytes();
    }

    /** What a trusted signer signs may be hostile all the same. */
    @Test
    void statements_areRead_orRefusedByAnErrorOfOurs() throws Exception {
        List<byte[]> statements = List.of(
                statement(SigningScope.files(), "a", "b/c"),
                statement(SigningScope.shards(10).withShardsNamedAsInPython(), "a"),
                statement(SigningScope.shards(10), "a"),
                SignatureBundle.read(VECTORS.resolve("key.bundle.json")).payload());
        Inputs inputs = new Mutations(Inputs.oneOf(statements), WORDS);

        long accepted = new Fuzz("statements", inputs, SigningException.class).run(EXECUTIONS, () -> input -> {
            Manifest manifest = StatementReader.read(input);
            Manifest again = StatementReader.read(StatementWriter.write(manifest));
            if (!again.files().equals(manifest.files())
                    || manifest.files().stream()
                            .anyMatch(file -> ResourceName.problem(file.name()).isPresent())) {
                throw new IllegalStateException("what is written is read as " + again.files());
            }
        });

        assertThat(accepted).isBetween(EXECUTIONS / 100, EXECUTIONS * 99 / 100);
    }

    @Test
    void keysAndCertificates_areRead_orRefusedByAnErrorOfOurs() {
        byte[] key = Pem.text("PRIVATE KEY", PrivateKeySignerTest.pkcs8(one));
        List<byte[]> files =
                List.of(key, Pem.text("PUBLIC KEY", one.getPublic().getEncoded()), Pem.text("CERTIFICATE", der()));
        Inputs inputs = new Mutations(Inputs.oneOf(files), WORDS);
        long executions = EXECUTIONS / 4;
        for (Fuzz.Reader reader : List.<Fuzz.Reader>of(
                input -> Pem.publicKey(input, "key"),
                input -> Pem.certificates(input, "certificates"),
                input -> PrivateKeySigner.ofPem(input, "x".toCharArray()))) {
            assertThat(new Fuzz("keys", inputs, SigningException.class).run(executions, () -> reader))
                    .isLessThan(executions);
        }
    }

    private byte[] der() {
        try {
            return own.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
