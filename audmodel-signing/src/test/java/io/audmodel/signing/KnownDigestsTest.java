package io.audmodel.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.UntrustedModelException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import io.audmodel.trust.FileDigests;
import io.audmodel.trust.ModelEvidence;
import io.audmodel.trust.ModelSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digests that a client computed while it wrote the files: which ones a policy asks for, and that it hashes no file again. */
class KnownDigestsTest {

    private static final String OTHER = "0".repeat(64);

    private final KeyPair keys = TestAuthority.keys(SigningCurve.P_256);
    private final KeyPair others = TestAuthority.keys(SigningCurve.P_256);
    private final FolderSigner signer = FolderSigner.of(PrivateKeySigner.of(keys.getPrivate(), keys.getPublic()));
    private final FolderSigner stranger = FolderSigner.of(PrivateKeySigner.of(others.getPrivate(), others.getPublic()));
    private final SignedBy policy = SignedBy.of(TrustedKeys.of(List.of(keys.getPublic())));
    private final ModelHeader header = new ModelHeader(
            "somebody", LocalDate.of(2026, 11, 29), "onnx", Map.of(), Subgroup.of("a"), Version.of("1.0.0"));
    private final ModelKey key = ModelKey.of(header.id());

    @TempDir
    private Path folder;

    private ModelEvidence evidence(ModelSignature signature, FileDigests digests) {
        return new ModelEvidence(key, header, folder, name -> true, List.of(signature), digests);
    }

    @Test
    void wholeFilesAndParts_areAskedFor_asTrustedSignersHashedThem() throws IOException {
        Files.writeString(folder.resolve("a"), "0123456789");
        ModelSignature whole = signer.sign(folder, key, header);
        ModelSignature parts = signer.withScope(SigningScope.shards(4)).sign(folder, key, header);
        ModelSignature foreign = stranger.withScope(SigningScope.shards(2)).sign(folder, key, header);
        ModelSignature none = ModelSignature.of(whole.mark(), new byte[] {1});

        assertThat(policy.digestedParts(key, List.of())).isEmpty();
        assertThat(policy.digestedParts(key, List.of(foreign, none, whole))).containsExactly(FileDigests.WHOLE_FILES);
        assertThat(policy.digestedParts(key, List.of(parts, whole, foreign)))
                .containsExactlyInAnyOrder(4L, FileDigests.WHOLE_FILES);
    }

    @Test
    void whatIsKnown_isNotHashedAgain() throws IOException {
        Files.writeString(folder.resolve("a"), "0123456789");
        ModelSignature whole = signer.sign(folder, key, header);
        ModelSignature parts = signer.withScope(SigningScope.shards(4)).sign(folder, key, header);
        SignedManifest manifest = SignatureBundle.of(parts.content()).verify(TrustedKeys.of(List.of(keys.getPublic())));
        List<String> good = manifest.manifest().file("a").orElseThrow().digests();

        Files.writeString(folder.resolve("a"), "9876543210");
        FileDigests ofParts = FileDigests.of(Map.of(4L, Map.of("a", good)));

        assertThat(policy.judge(evidence(parts, ofParts)).signedBy()).hasSize(1);
        assertThatThrownBy(() -> policy.judge(evidence(whole, ofParts))).isInstanceOf(UntrustedModelException.class);
        assertThatThrownBy(() -> policy.judge(evidence(parts, FileDigests.none())))
                .isInstanceOf(UntrustedModelException.class);
    }

    @Test
    void digestsThatDiffer_areRefused_andThoseOfAnotherNumberOfParts_areComputed() throws IOException {
        Files.writeString(folder.resolve("a"), "0123456789");
        ModelSignature whole = signer.sign(folder, key, header);
        ModelSignature parts = signer.withScope(SigningScope.shards(4)).sign(folder, key, header);

        assertThatThrownBy(() -> policy.judge(evidence(whole, FileDigests.ofWholeFiles(Map.of("a", OTHER)))))
                .isInstanceOf(UntrustedModelException.class)
                .hasMessageContaining("'a'");
        FileDigests two = FileDigests.of(Map.of(4L, Map.of("a", List.of(OTHER, OTHER))));
        assertThat(policy.judge(evidence(parts, two)).signedBy()).hasSize(1);
    }

    @Test
    void modelsThatNeedNoSignature_areHashedAsWholeFiles() throws IOException {
        Files.writeString(folder.resolve("a"), "0123456789");
        ModelSignature signature = signer.sign(folder, key, header);
        String digest = ExemptModels.digest(folder, ModelIdentity.of(key, header));
        Path list = folder.resolveSibling(folder.getFileName() + ".txt");
        Files.writeString(list, key + " " + digest + "\n");
        SignedBy exempting = policy.exempting(ExemptModels.read(list));
        Files.delete(list);

        assertThat(exempting.digestedParts(key, List.of())).containsExactly(FileDigests.WHOLE_FILES);
        assertThat(exempting.judge(evidence(signature, FileDigests.none())).signedBy())
                .isEmpty();
        assertThat(exempting
                        .judge(evidence(signature, FileDigests.ofWholeFiles(Map.of("b", OTHER))))
                        .signedBy())
                .isEmpty();
        assertThatThrownBy(() -> exempting.judge(evidence(signature, FileDigests.ofWholeFiles(Map.of("a", OTHER)))))
                .isInstanceOf(UntrustedModelException.class);
    }
}
