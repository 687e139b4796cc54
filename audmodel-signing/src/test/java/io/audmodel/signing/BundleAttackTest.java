package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that somebody made to be believed. */
@Tag("one-jdk")
class BundleAttackTest {

    private static final String DIGEST = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    private static final KeyPair KEYS = TestAuthority.keys(SigningCurve.P_256);
    private static final KeyPair OTHERS = TestAuthority.keys(SigningCurve.P_256);
    private static final PrivateKeySigner SIGNER = PrivateKeySigner.of(KEYS.getPrivate(), KEYS.getPublic());
    private static final TrustedKeys TRUSTED = TrustedKeys.of(List.of(KEYS.getPublic(), OTHERS.getPublic()));

    private static byte[] statement(String... names) {
        List<SignedFile> files = Arrays.stream(names)
                .map(name -> new SignedFile(name, -1, List.of(DIGEST)))
                .toList();
        return StatementWriter.write(new Manifest("model", SigningScope.files(), files));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String bundle() {
        return text(SignatureBundle.signed(statement("a", "b"), SIGNER).toBytes());
    }

    private void refused(String json, Class<? extends SigningException> type) {
        assertThatThrownBy(() -> SignatureBundle.of(json.getBytes(StandardCharsets.UTF_8))
                        .verify(TRUSTED))
                .as(json)
                .isExactlyInstanceOf(type);
    }

    /** A statement that a TRUSTED key did sign: the SIGNER may be deceived, or hostile. */
    private void refusedAsStatement(String statement, Class<? extends SigningException> type) {
        byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SignatureBundle.signed(payload, SIGNER).verify(TRUSTED))
                .as(statement)
                .isExactlyInstanceOf(type);
    }

    @Test
    void bundle_isVerified_andWrittenAsItWasRead() {
        SignatureBundle bundle = SignatureBundle.of(bundle().getBytes(StandardCharsets.UTF_8));

        assertThat(bundle.verify(TRUSTED).signedBy()).isEqualTo(SIGNER.signatory());
        assertThat(text(bundle.toBytes()))
                .isEqualTo(text(SignatureBundle.of(bundle.toBytes()).toBytes()));
        assertThat(bundle).hasToString("signature by key " + SIGNER.signatory().keyHint());
    }

    @Test
    void payloadOrSignatureOfAnotherBundle_isRefused() {
        String one = bundle();
        String another =
                text(SignatureBundle.signed(statement("a", "c"), SIGNER).toBytes());
        for (String field : List.of("payload", "sig")) {
            refused(one.replace(value(one, field), value(another, field)), InvalidSignatureException.class);
        }
    }

    @Test
    void hintOfAnotherTrustedKey_isRefused() {
        refused(
                bundle().replace(
                                SIGNER.signatory().keyHint(),
                                Signatory.ofKey(OTHERS.getPublic()).keyHint()),
                InvalidSignatureException.class);
    }

    @Test
    void hintOfAnUnknownKey_isRefused_andOneInCapitals() {
        String hint = SIGNER.signatory().keyHint();
        refused(bundle().replace(hint, DIGEST), UntrustedSignatureException.class);
        refused(bundle().replace(hint, hint.toUpperCase(Locale.ROOT)), UntrustedSignatureException.class);
    }

    @ParameterizedTest
    @EnumSource(SigningCurve.class)
    void signatureByAKeyOfAnotherCurve_isRefused(SigningCurve curve) {
        KeyPair pair = TestAuthority.keys(curve);
        String other =
                text(SignatureBundle.signed(statement("a"), PrivateKeySigner.of(pair.getPrivate(), pair.getPublic()))
                        .toBytes());

        refused(
                other.replace(
                        Signatory.ofKey(pair.getPublic()).keyHint(),
                        SIGNER.signatory().keyHint()),
                InvalidSignatureException.class);
    }

    @Test
    void keysOfOtherCurves_areNotTrusted() {
        KeyPair odd = TestAuthority.keys("secp256r1");
        assertThat(SigningCurve.of(odd.getPublic())).isEqualTo(SigningCurve.P_256);
        assertThatThrownBy(() -> Signatory.ofKey(
                        KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("RSA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "300602010002010130", // behind the end
                "3006020100020101", // zero
                "3006020101020100",
                "30080201010201010000",
                "300702020001020101", // a number with a zero before it
                "30060201ff020101", // below zero
                "3003020101",
                "3080020101020101000000",
                "30810602010102010100",
                "00",
                "3000"
            })
    void signatureThatIsNoPairOfNumbersBelowTheOrder_isRefused(String hex) {
        String one = bundle();
        String forged = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));

        refused(one.replace(value(one, "sig"), forged), InvalidSignatureException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"mediaType"                | {"mediaType":"x","mediaType"
                    {"mediaType"                | {"messageSignature":{},"mediaType"
                    {"mediaType"                | {"$schema":"x","mediaType"
                    .v0.3+json                  | .v0.4+json
                    +json"                      | +json "
                    "verificationMaterial":{    | "verificationMaterial":{"more":1,
                    "verificationMaterial":{    | "verificationMaterial":{"publicKey":{"hint":"x"},
                    "verificationMaterial":{    | "verificationMaterial":{"x509CertificateChain":{"certificates":[]},
                    "verificationMaterial":{    | "verificationMaterial":{"x509CertificateChain":{"certificates":[{"rawBytes":"AAAA"}]},
                    "verificationMaterial":{    | "verificationMaterial":{"x509CertificateChain":{"certificates":[{}]},
                    "verificationMaterial":     | "verificationmaterial":
                    "publicKey":{"hint":        | "publicKey":{"hint":"x","hint":
                    "publicKey":{"hint":        | "publicKey":{"other":
                    "publicKey":{"hint":"       | "publicKey":{"hint":1,"x":"
                    "tlogEntries":[]            | "tlogEntries":{}
                    "dsseEnvelope":{            | "dsseEnvelope":{"more":1,
                    "dsseEnvelope":{            | "dsseEnvelope":[],"x":{
                    "dsseEnvelope":{            | "dsseEnvelope":{"payload":"AAAA",
                    vnd.in-toto+json            | vnd.in-toto
                    "payloadType":              | "payloadtype":
                    "signatures":[{             | "signatures":[{"sig":"AAAA"},{
                    "signatures":[{             | "signatures":[{"sig":"AAAA",
                    "signatures":[{             | "signatures":[{"more":1,
                    "signatures":[{"sig"        | "signatures":[{"keyid":"x","sig"
                    "keyid":""                  | "keyid":1
                    "sig":"                     | "sig":"\\u0020
                    "sig":"                     | "sig":"_
                    "sig":"                     | "sig":"=
                    "payload":"                 | "payload":"\\n
                    """)
    void bundleOfAnotherForm_isRefused(String part, String other) {
        String json = bundle();
        assertThat(json).contains(part);

        refused(json.replace(part, other), MalformedSignatureException.class);
    }

    @Test
    void textAroundABundle_andOtherEncodings_areRefused() {
        String json = bundle();
        for (String other :
                List.of(json + "x", json + json, "\uFEFF" + json, "[" + json + "]", "", "{", "null", "\"x\"")) {
            refused(other, MalformedSignatureException.class);
        }
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            assertThatThrownBy(() -> SignatureBundle.of(json.getBytes(charset)))
                    .isInstanceOf(MalformedSignatureException.class);
        }
        refused(
                json.replace("\"tlogEntries\":[]", "\"tlogEntries\":" + "[".repeat(100_000)),
                MalformedSignatureException.class);
        refused(json.replace("=\"", "\""), MalformedSignatureException.class);
    }

    @Test
    void whatTheSpecificationLeavesOpen_isNotRefused() {
        String json = bundle();
        for (String other : List.of(
                " \n" + json + "\n",
                json.replace("\"keyid\":\"\"", "\"keyid\":null"),
                json.replace(",\"keyid\":\"\"", ""),
                json.replace(",\"tlogEntries\":[]", ""),
                json.replace("\"publicKey\":{", "\"publicKey\":{\"more\":[{}],"),
                json.replace(
                        "\"tlogEntries\":[]",
                        "\"tlogEntries\":[{\"logIndex\":\"1\"}],\"timestampVerificationData\":{}"))) {
            assertThat(SignatureBundle.of(other.getBytes(StandardCharsets.UTF_8))
                            .verify(TRUSTED)
                            .signedBy())
                    .isEqualTo(SIGNER.signatory());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x", "a/../x", "a/..", "..", "/x", "./a", "a/./b", "a//b", "a/", ".", "", "a\0b", "\uD800"})
    void statementWithANameThatLeadsOut_orHasAnotherForm_isRefused(String name) {
        String escaped = name.replace("\0", "\\u0000").replace("\uD800", "\\ud800");
        refusedAsStatement(
                text(statement("a", "b")).replace("\"name\":\"b\"", "\"name\":\"" + escaped + "\""),
                MalformedSignatureException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "name":"b"                  | "name":"a"
                    "name":"b"                  | "name":1
                    "name":"b",                 |
                    "name":"b","algorithm":"sha256" | "name":"b","algorithm":"sha512"
                    "name":"b","algorithm":"sha256" | "name":"b","algorithm":"sha256-sharded-10"
                    "resources":[               | "resources":[],"more":[
                    "resources":[               | "resources":[],"resources":[
                    "resources":[               | "resources":{},"x":[
                    "method":"files"            | "method":"shards"
                    "method":"files"            | "method":"files","shard_size":10
                    "method":"files"            | "method":"shards","shard_size":10
                    "method":"files"            | "method":"shards","shard_size":0
                    "method":"files"            | "method":"shards","shard_size":1.5
                    "method":"files"            | "method":"shards","shard_size":1e999999999
                    "method":"files"            | "method":"shards","shard_size":"10"
                    "method":"files",           |
                    "hash_type":"sha256",       |
                    "hash_type":"sha256"        | "hash_type":null
                    "allow_symlinks":false      | "allow_symlinks":"false"
                    "allow_symlinks":false      | "allow_symlinks":0
                    ".gitignore"                | "../x"
                    ".gitignore"                | "*"
                    ".gitignore"                | "."
                    ".gitignore"                | ""
                    Statement/v1                | Statement/v0.1
                    "subject":[                 | "subject":[{"name":"x","digest":{"sha256":"00"}},
                    "subject":[{"name":"model"  | "subject":[{"name":""
                    "digest":{"sha256":"        | "digest":{"sha256":"0
                    "digest":{"sha256"          | "digest":{"sha512"
                    "predicateType"             | "more":1,"predicateType"
                    """)
    void statementOfAnotherForm_isRefused_thoughATrustedKeySignedIt(String part, String other) {
        String json = text(statement("a", "b"));
        assertThat(json).contains(part);

        refusedAsStatement(json.replace(part, other == null ? "" : other), MalformedSignatureException.class);
    }

    @Test
    void statementsOfOtherKinds_areNotSupported() {
        String json = text(statement("a", "b"));
        for (String[] other : new String[][] {
            {"model_signing/signature/v1.0", "model_signing/Digests/v0.1"},
            {"\"sha256\",\"allow", "\"blake2b\",\"allow"},
            {"\"method\":\"files\"", "\"method\":\"tensors\""}
        }) {
            String changed = json.replace(other[0], other[1]);
            if (other[1].contains("blake2b")) {
                changed = changed.replace("\"algorithm\":\"sha256\"", "\"algorithm\":\"blake2b\"");
            }
            refusedAsStatement(changed, UnsupportedSignatureException.class);
        }
    }

    @Test
    void digestOfTheSubject_hasToBeThatOfTheFiles_inTheOrderInWhichTheyStand() {
        SignedFile one = new SignedFile("a", -1, List.of(DIGEST));
        SignedFile two = new SignedFile("b", -1, List.of(DIGEST.replace('8', '7')));
        String json = text(StatementWriter.write(new Manifest("model", SigningScope.files(), List.of(one, two))));

        refusedAsStatement(
                json.replace("\"a\"", "\"x\"").replace(DIGEST, "0".repeat(64)), MalformedSignatureException.class);
        String swapped = json.replace(DIGEST, "X")
                .replace(DIGEST.replace('8', '7'), DIGEST)
                .replace("X", DIGEST.replace('8', '7'));
        refusedAsStatement(swapped, MalformedSignatureException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:0:10,a:11:20",
                "a:0:10,a:9:19",
                "a:0:10,a:10:21",
                "a:0:9,a:9:19",
                "a:10:20",
                "a:0:10,a:0:10",
                "a:0:0",
                "a:5:5",
                "a:00:10",
                "a:0:+9",
                "a:0:99999999999999999999",
                "a",
                ":0:5",
                "../a:0:5",
                "a:0"
            })
    void shardsThatAreNotTheWholeOfAFile_areRefused(String names) {
        List<Manifest.Resource> resources = Arrays.stream(names.split(","))
                .map(name -> new Manifest.Resource(name, DIGEST))
                .toList();
        StringBuilder listed = new StringBuilder();
        resources.forEach(each -> listed.append(listed.isEmpty() ? "" : ",")
                .append("{\"name\":\"" + each.name() + "\",\"algorithm\":\"sha256\",\"digest\":\"" + DIGEST + "\"}"));
        String json = text(statement("a")).replaceAll("\"resources\":\\[.*?]", "\"resources\":[" + listed + "]");

        refusedAsStatement(
                json.replace("\"method\":\"files\"", "\"method\":\"shards\",\"shard_size\":10")
                        .replaceFirst(
                                "\"sha256\":\"[0-9a-f]+\"", "\"sha256\":\"" + Manifest.rootDigest(resources) + "\""),
                MalformedSignatureException.class);
    }

    @Test
    void shardsOfAFileWithColons_areRead() {
        SignedFile file = new SignedFile("a:1:2", 15, List.of(DIGEST, DIGEST));
        for (SigningScope scope :
                List.of(SigningScope.shards(10), SigningScope.shards(10).withShardsNamedAsInPython())) {
            byte[] payload = StatementWriter.write(new Manifest("model", scope, List.of(file)));
            String float10 = text(payload).replace("\"shard_size\":10", "\"shard_size\":10.0");

            assertThat(StatementReader.read(payload).files()).containsExactly(file);
            assertThat(StatementReader.read(float10.getBytes(StandardCharsets.UTF_8))
                            .files())
                    .containsExactly(file);
        }
    }

    private static String value(String json, String field) {
        int from = json.indexOf("\"" + field + "\":\"") + field.length() + 4;
        return json.substring(from, json.indexOf('"', from));
    }
}
