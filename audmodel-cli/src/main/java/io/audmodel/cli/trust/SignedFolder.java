package io.audmodel.cli.trust;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.Reasons;
import io.audmodel.signing.FolderSigner;
import io.audmodel.signing.FolderVerifier;
import io.audmodel.signing.ModelSigner;
import io.audmodel.signing.Signatory;
import io.audmodel.signing.SignatureBundle;
import io.audmodel.signing.SignedManifest;
import io.audmodel.signing.SigningException;
import io.audmodel.signing.SigningScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder, or one file, with its signature in another file.
 *
 * @param folder that is signed or verified
 * @param signature the file of the signature
 */
public record SignedFolder(Path folder, Path signature) {

    /**
     * Signs it.
     *
     * @param ignored files and folders in it that are not signed
     * @return who signed, for programs
     * @throws ConflictingFileException if the file for the signature is something else
     */
    public Map<String, @Nullable Object> sign(
            SignerSource source, List<Path> ignored, Sharding sharding, boolean hasLinks) {
        requireReplaceable();
        ModelSigner signer = source.signer();
        try {
            signing(signer, ignored, sharding, hasLinks).sign(folder, signature);
        } catch (IOException e) {
            throw new InvalidArgumentException("cannot write the signature " + signature + ": " + Reasons.of(e), e);
        }
        return asMap(signer);
    }

    /** Does all that {@link #sign} does, but for the writing. */
    public Map<String, @Nullable Object> plan(
            SignerSource source, List<Path> ignored, Sharding sharding, boolean hasLinks) {
        requireReplaceable();
        ModelSigner signer = source.signer();
        SignatureBundle signed = signing(signer, ignored, sharding, hasLinks).sign(folder);
        Map<String, @Nullable Object> fields = asMap(signer);
        fields.put("bytes", signed.toBytes().length);
        return fields;
    }

    private FolderSigner signing(ModelSigner signer, List<Path> ignored, Sharding sharding, boolean hasLinks) {
        SigningScope scope = sharding.scope().ignoring(names(ignored));
        return FolderSigner.of(signer).withScope(hasLinks ? scope.withLinks() : scope);
    }

    private Map<String, @Nullable Object> asMap(ModelSigner signer) {
        Map<String, @Nullable Object> fields = asMap();
        fields.put("signedBy", asMap(signer.signatory()));
        return fields;
    }

    /**
     * Verifies it.
     *
     * @param ignored files and folders in it that are not looked at
     * @param allowsUnsigned whether there may be files that are not signed
     * @throws SigningException if it is not what somebody signed who is trusted
     */
    public FolderReport verify(TrustSource trust, List<Path> ignored, boolean allowsUnsigned) {
        FolderVerifier verifier = FolderVerifier.of(TrustedSigners.of(trust)).ignoring(names(ignored));
        try {
            SignedManifest signed =
                    (allowsUnsigned ? verifier.allowingUnsignedFiles() : verifier).verify(folder, signature);
            Map<String, @Nullable Object> fields = asMap();
            fields.put("signedBy", asMap(signed.signedBy()));
            fields.put("files", signed.manifest().files().size());
            return new FolderReport(signed.signedBy().toString(), fields);
        } catch (NoSuchFileException e) {
            throw new InvalidArgumentException("there is no signature " + signature, e);
        } catch (IOException e) {
            throw new InvalidArgumentException("cannot read the signature " + signature + ": " + Reasons.of(e), e);
        }
    }

    /**
     * Who signed.
     *
     * @param signedBy for people
     * @param asMap with more, for programs
     */
    public record FolderReport(String signedBy, Map<String, @Nullable Object> asMap) {}

    private Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("folder", folder);
        fields.put("signature", signature);
        return fields;
    }

    static Map<String, @Nullable Object> asMap(Signatory signatory) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("method", signatory.method().name().toLowerCase(Locale.ROOT));
        fields.put("key", signatory.keyHint());
        fields.put("subject", signatory.subject().orElse(null));
        return fields;
    }

    /** A slip of a name would cost a file of the model. */
    private void requireReplaceable() {
        if (!Files.exists(signature)) {
            return;
        }
        try {
            SignatureBundle.read(signature);
        } catch (SigningException | IOException e) {
            throw new ConflictingFileException(
                    signature + " is there, and is no signature that could be replaced: name another file for it");
        }
    }

    private List<String> names(List<Path> files) {
        Path root = folder.toAbsolutePath().normalize();
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            Path one = file.toAbsolutePath().normalize();
            if (!one.startsWith(root) || one.equals(root)) {
                throw new InvalidArgumentException("'" + file + "' is not in the folder " + folder
                        + ", so that it cannot be ignored: name it as a file is named, such as "
                        + folder.resolve(file));
            }
            List<String> parts = new ArrayList<>();
            root.relativize(one).forEach(part -> parts.add(part.toString()));
            names.add(String.join("/", parts));
        }
        return names;
    }
}
