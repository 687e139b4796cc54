package io.audmodel.signing;

import io.audmodel.error.CancelledException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.trust.FileDigests;
import io.audmodel.trust.ModelSignature;
import io.audmodel.trust.PublishSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Signs folders, and single files. Immutable and thread-safe, if its signer is. */
public final class FolderSigner implements PublishSigner {

    /** In Base64, with certificates beside it, it has to be within a bundle. */
    private static final int MOST_STATEMENT = SignatureBundle.MOST_BYTES / 4 * 3 - (1 << 20);

    private final ModelSigner signer;
    private final SigningScope scope;
    private final int threads;

    private FolderSigner(ModelSigner signer, SigningScope scope, int threads) {
        this.signer = Objects.requireNonNull(signer, "the signer is null");
        this.scope = Objects.requireNonNull(scope, "the scope is null");
        this.threads = threads;
    }

    /** A signer of all files, with one digest for each, hashed by as many threads as there are processors, up to eight. */
    public static FolderSigner of(ModelSigner signer) {
        return new FolderSigner(signer, SigningScope.files(), FolderHashes.usualThreads());
    }

    /** Returns the same for other files, or with digests of parts. */
    public FolderSigner withScope(SigningScope other) {
        return new FolderSigner(signer, other, threads);
    }

    /**
     * Returns the same with another number of threads, each of which has a quarter of a megabyte.
     *
     * @param number at least 1
     */
    public FolderSigner withThreads(int number) {
        return new FolderSigner(signer, scope, requireThreads(number));
    }

    static int requireThreads(int number) {
        if (number < 1) {
            throw new InvalidArgumentException(
                    "files cannot be hashed by " + number + " threads: it takes one at least");
        }
        return number;
    }

    /**
     * Hashes the files and signs their digests.
     *
     * @param folder or one file alone, which is signed by its name
     * @throws UnsignableFolderException if there is no file, or what cannot be signed
     * @throws SignerFailedException if the signer does not sign
     * @throws CancelledException if the thread is interrupted
     */
    public SignatureBundle sign(Path folder) {
        return sign(folder, scope);
    }

    /**
     * Hashes the files, signs their digests and writes the signature, which is left out if it is in the folder.
     *
     * @param folder or one file alone, which is signed by its name
     * @param signature is written, in place of what is there; another file than the one that is signed
     * @throws InvalidArgumentException if it is the file that is signed
     * @throws IOException if it cannot be written
     * @throws UnsignableFolderException if there is no file, or what cannot be signed
     * @throws SignerFailedException if the signer does not sign
     * @throws CancelledException if the thread is interrupted
     */
    public SignatureBundle sign(Path folder, Path signature) throws IOException {
        if (SingleFile.is(folder) && Files.exists(signature) && Files.isSameFile(folder, signature)) {
            throw new InvalidArgumentException("the signature would be written over " + folder
                    + ", which it is of: name" + " another file for it, such as " + folder + ".sig");
        }
        SignatureBundle bundle = sign(folder, scope.ignoring(within(folder, signature)));
        bundle.write(signature);
        return bundle;
    }

    /**
     * Hashes the files of a model and signs their digests together with which model they are. All files count, with what
     * others leave out: it is written where this library alone looks.
     *
     * @param model which the folder is of, as it was loaded or is published
     * @throws UnsignableFolderException if there is no file, or what cannot be signed
     * @throws SignerFailedException if the signer does not sign
     * @throws CancelledException if the thread is interrupted
     */
    public SignatureBundle sign(Path folder, ModelIdentity model) {
        return signed(folder, manifest(folder, model, scope, threads, FileDigests.none()));
    }

    /**
     * Signs a model that is about to be published: {@code PublishRequest.of(…).sign(signer)}.
     *
     * @throws UnsignableFolderException if there is no file, or what cannot be signed
     * @throws SignerFailedException if the signer does not sign
     * @throws CancelledException if the thread is interrupted
     */
    @Override
    public ModelSignature sign(Path folder, ModelKey key, ModelHeader header) {
        return sign(folder, ModelIdentity.of(key, header)).toModelSignature();
    }

    /**
     * All that is signed of a model.
     *
     * @param known digests that need not be computed
     */
    static Manifest manifest(Path folder, ModelIdentity model, SigningScope scope, int threads, FileDigests known) {
        Map<String, FolderFiles.Found> listed = FolderFiles.ofWhole(folder, scope);
        Map<String, FolderFiles.Found> others = WholeModel.leftOut(listed, scope);
        listed.keySet().removeAll(others.keySet());
        return new Manifest(
                model.id(),
                scope,
                FolderHashes.of(listed, scope, threads, known),
                model,
                WholeModel.digests(others, scope, threads, known));
    }

    private SignatureBundle sign(Path folder, SigningScope files) {
        Map<String, FolderFiles.Found> found = FolderFiles.of(folder, files, false);
        List<SignedFile> signed = FolderHashes.of(found, files, threads);
        return signed(folder, new Manifest(name(folder), files, signed));
    }

    private static String name(Path folder) {
        if (SingleFile.is(folder)) {
            return SingleFile.name(folder);
        }
        Path name = FolderFiles.realRoot(folder).getFileName();
        return name == null ? "model" : name.toString();
    }

    private SignatureBundle signed(Path folder, Manifest manifest) {
        if (manifest.byName().isEmpty()) {
            throw new UnsignableFolderException(
                    folder + " has no file that a signature could be about, or is one that the scope leaves out");
        }
        byte[] statement = StatementWriter.write(manifest);
        requireReadable(folder, statement.length);
        return SignatureBundle.signed(statement, signer);
    }

    /** What nobody would read is not made. */
    static void requireReadable(Path folder, int length) {
        if (length > MOST_STATEMENT) {
            throw new UnsignableFolderException(
                    "the folder " + folder + " has so many files, or parts of files, that their statement"
                            + " has " + length + " bytes, and " + MOST_STATEMENT
                            + " is the most that is read: choose larger shards, or"
                            + " put files into archives");
        }
    }

    /** The name of the file in the folder; nothing if it is elsewhere. */
    static List<String> within(Path folder, Path file) {
        try {
            Path root = folder.toRealPath();
            Path parent = file.toAbsolutePath().normalize().getParent();
            Path real = parent == null ? root : parent.toRealPath();
            if (!real.startsWith(root) || file.getFileName() == null) {
                return List.of();
            }
            StringBuilder name = new StringBuilder();
            root.relativize(real).forEach(part -> name.append(part.toString().isEmpty() ? "" : part + "/"));
            return List.of(name.append(file.getFileName()).toString());
        } catch (IOException e) {
            // Nothing is in a folder that is not there, and the next step says so.
            return List.of();
        }
    }
}
