package io.audmodel.signing;

import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelKey;
import io.audmodel.trust.FileDigests;
import io.audmodel.trust.ModelEvidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Models that need no signature, such as those from before there were any: each with the digest of what it is and of all of
 * its files. A date alone would not do, since anybody who may write to a repository can write any date into a header. Immutable.
 */
public final class ExemptModels {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, String> digests;

    private ExemptModels(Map<String, String> digests) {
        this.digests = new TreeMap<>(digests);
    }

    static ExemptModels none() {
        return new ExemptModels(Map.of());
    }

    /**
     * Reads a list: a line for each model, with its id, a space and its {@linkplain #digest digest}. Empty lines, and those
     * that begin with {@code #}, count as comments.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidArgumentException if a line is none of these, or names a model twice
     */
    public static ExemptModels read(Path file) throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split("\\s+");
            if (parts.length != 2 || !DIGEST.matcher(parts[1]).matches()) {
                throw new InvalidArgumentException("line " + number + " of " + file + " is '" + line
                        + "': it has an id with its version, a space, and 64 digits and letters from a to f");
            }
            if (digests.put(parts[0], parts[1]) != null) {
                throw new InvalidArgumentException("line " + number + " of " + file + " names " + parts[0] + " again");
            }
        }
        return new ExemptModels(digests);
    }

    /**
     * Returns the digest of a model for such a list: a SHA-256 over which model it is and the digests of its files.
     *
     * @param folder of the model, with all of its files
     * @param model as a client knows it: {@link ModelIdentity#of}
     */
    public static String digest(Path folder, ModelIdentity model) {
        return digest(folder, model, FolderHashes.usualThreads(), FileDigests.none());
    }

    private static String digest(Path folder, ModelIdentity model, int threads, FileDigests known) {
        Manifest manifest = FolderSigner.manifest(folder, model, SigningScope.files(), threads, known);
        return HexFormat.of().formatHex(Checksum.newSha256().digest(StatementWriter.write(manifest)));
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    /** Whether one of these has the id. */
    boolean names(ModelKey key) {
        return digests.containsKey(key.toString());
    }

    /** Whether the model is one of these, with all of its files as they were then. */
    boolean allow(ModelEvidence evidence, ModelIdentity model, int threads) {
        String listed = digests.get(model.id());
        return listed != null && listed.equals(digest(evidence.folder(), model, threads, evidence.digests()));
    }

    /** Why a model with this id may not be one of these; nothing if none has the id. */
    String hint(ModelIdentity model) {
        String listed = digests.get(model.id());
        return listed == null
                ? ""
                : "; it would need no signature with the digest " + listed
                        + ", but was changed since it was listed, or is not loaded as a whole";
    }

    /** Nothing for no models. */
    String rules() {
        return digests.isEmpty() ? "" : ", but for " + digests;
    }

    @Override
    public String toString() {
        return digests.size() + " models";
    }
}
