package io.audmodel.signing;

import io.audmodel.error.CancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Verifies folders, and single files: who signed, and that the files are those that were signed. Immutable and thread-safe. */
public final class FolderVerifier {

    private final ModelVerifier verifier;
    private final boolean allowsUnsigned;
    private final List<String> ignored;
    private final int threads;

    private FolderVerifier(ModelVerifier verifier, boolean allowsUnsigned, List<String> ignored, int threads) {
        this.verifier = Objects.requireNonNull(verifier, "the verifier is null");
        this.allowsUnsigned = allowsUnsigned;
        this.ignored = ignored;
        this.threads = threads;
    }

    /** A verifier that hashes by as many threads as there are processors, up to eight. */
    public static FolderVerifier of(ModelVerifier verifier) {
        return new FolderVerifier(verifier, false, List.of(), FolderHashes.usualThreads());
    }

    /** Returns the same, where files may be there that were not signed; nobody knows then who put them there. */
    public FolderVerifier allowingUnsignedFiles() {
        return new FolderVerifier(verifier, true, ignored, threads);
    }

    /**
     * Returns the same that does not look at some files and folders, as it does not at those that the signature leaves out.
     * Nobody knows who put them there. Counts for folders, and never for models.
     *
     * @param paths as those of {@link SigningScope#ignoring}
     */
    public FolderVerifier ignoring(Collection<String> paths) {
        List<String> all =
                SigningScope.files().ignoring(ignored).ignoring(paths).ignored();
        return new FolderVerifier(verifier, allowsUnsigned, all, threads);
    }

    /**
     * Returns the same with another number of threads, each of which has a quarter of a megabyte.
     *
     * @param number at least 1
     */
    public FolderVerifier withThreads(int number) {
        return new FolderVerifier(verifier, allowsUnsigned, ignored, FolderSigner.requireThreads(number));
    }

    /**
     * Verifies a folder by a signature in a file, which may be in the folder and is then no file of it.
     *
     * @return who signed, and what
     * @throws IOException if the file cannot be read
     * @throws MalformedSignatureException if it is no signature
     * @throws SigningException if the signature does not count, or the files are not as they were signed
     */
    public SignedManifest verify(Path folder, Path signature) throws IOException {
        return verify(folder, SignatureBundle.read(signature), FolderSigner.within(folder, signature));
    }

    /**
     * Verifies a folder, or a file that was signed alone. Files that the statement says to ignore are not looked at; a change of the folder meanwhile is
     * not noticed.
     *
     * @return who signed, and what
     * @throws UntrustedSignatureException if the signer is not trusted
     * @throws InvalidSignatureException if the signature does not fit
     * @throws MalformedSignatureException if what was signed is no statement about files
     * @throws UnsupportedSignatureException if it is one of another kind or version
     * @throws UnsignableFolderException if the folder cannot be read, or has links that the signature does not allow
     * @throws ChangedFilesException if the files are not those that were signed
     * @throws CancelledException if the thread is interrupted
     */
    public SignedManifest verify(Path folder, SignatureBundle bundle) {
        return verify(folder, bundle, List.of());
    }

    /**
     * Verifies the folder of a model: that the signature is about this model, and about all of its files. Nothing is
     * ignored, whatever the statement says.
     *
     * @param model as a client knows it: {@link ModelIdentity#of}
     * @return who signed, and what
     * @throws WrongModelException if the signature is about another model, or does not say about which
     * @throws SigningException if the signature does not count, or the files are not as they were signed, for the reasons of
     *     {@link #verify(Path, SignatureBundle)}
     */
    public SignedManifest verify(Path folder, SignatureBundle bundle, ModelIdentity model) {
        SignedManifest signed = bundle.verify(verifier);
        new FolderContent(folder, false, threads).requireModel(signed, model);
        return signed;
    }

    private SignedManifest verify(Path folder, SignatureBundle bundle, List<String> besides) {
        SignedManifest signed = bundle.verify(verifier);
        Manifest manifest = signed.manifest();
        SigningScope scope = manifest.scope().ignoring(ignored).ignoring(besides);
        if (!scope.namesFile() && !SingleFile.is(folder)) {
            throw new UnsignableFolderException("the signature is of a single file, which it does not name, and "
                    + folder + " is none: name the file that was signed");
        }
        TreeMap<String, FolderFiles.Found> found = FolderFiles.of(folder, scope, allowsUnsigned);
        new FolderContent(folder, allowsUnsigned, threads).requireFiles(manifest, scope, found);
        return signed;
    }
}
