package io.audmodel.signing;

import io.audmodel.trust.FileDigests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The files of one folder, compared with what was signed. Files are hashed once for all signatures that name the same ones.
 * Used by one thread at a time.
 */
final class FolderContent {

    private final Path folder;
    private final Predicate<String> wanted;
    private final boolean allowsUnsigned;
    private final int threads;
    private final FileDigests known;
    private final Map<Hashing, List<SignedFile>> hashed = new HashMap<>();

    /** Which files are hashed, and in which parts. */
    private record Hashing(long shardSize, boolean followsLinks, Set<String> names) {}

    FolderContent(Path folder, boolean allowsUnsigned, int threads) {
        this(folder, name -> true, allowsUnsigned, threads, FileDigests.none());
    }

    /**
     * @param wanted which of the signed files have to be in the folder
     * @param known digests that need not be computed
     */
    FolderContent(Path folder, Predicate<String> wanted, boolean allowsUnsigned, int threads, FileDigests known) {
        this.folder = folder;
        this.wanted = wanted;
        this.allowsUnsigned = allowsUnsigned;
        this.threads = threads;
        this.known = known;
    }

    /**
     * Compares the files of a model, all of which count.
     *
     * @throws WrongModelException if the signature is about another model
     * @throws ChangedFilesException if the files are not those that were signed
     */
    void requireModel(SignedManifest signed, ModelIdentity model) {
        WholeModel.requireModel(signed, model);
        Manifest manifest = signed.manifest();
        TreeMap<String, FolderFiles.Found> found = FolderFiles.ofWhole(folder, manifest.scope());
        TreeMap<String, FolderFiles.Found> others = new TreeMap<>(found);
        others.keySet().retainAll(manifest.besides().keySet());
        found.keySet().removeAll(others.keySet());
        List<String> gone = manifest.besides().keySet().stream()
                .filter(wanted)
                .filter(name -> !others.containsKey(name))
                .sorted()
                .toList();
        require(List.of(), gone, WholeModel.unsigned(found, manifest));
        requireFiles(manifest, manifest.scope(), found);
        List<String> changed = hashed(others, WholeModel.scopeOf(manifest.scope())).stream()
                .filter(file -> !Objects.equals(
                        manifest.besides().get(file.name()), file.digests().get(0)))
                .map(SignedFile::name)
                .toList();
        require(changed, List.of(), List.of());
    }

    /**
     * Compares files that were listed by the scope.
     *
     * @throws ChangedFilesException if they are not those that were signed
     */
    void requireFiles(Manifest manifest, SigningScope scope, TreeMap<String, FolderFiles.Found> found) {
        requireNames(manifest, found);
        found.keySet().retainAll(manifest.byName().keySet());
        requireLengths(manifest, found);
        List<String> changed = new ArrayList<>();
        for (SignedFile file : hashed(found, scope)) {
            if (!file.equals(manifest.byName().get(file.name()))) {
                changed.add(file.name());
            }
        }
        require(changed, List.of(), List.of());
    }

    private List<SignedFile> hashed(TreeMap<String, FolderFiles.Found> files, SigningScope scope) {
        Hashing hashing = new Hashing(scope.shardSize(), scope.followsLinks(), Set.copyOf(files.keySet()));
        return hashed.computeIfAbsent(hashing, anew -> FolderHashes.of(files, scope, threads, known));
    }

    private void requireNames(Manifest manifest, Map<String, FolderFiles.Found> found) {
        List<String> missing = manifest.byName().keySet().stream()
                .filter(wanted)
                .filter(name -> !found.containsKey(name))
                .toList();
        List<String> unsigned = allowsUnsigned
                ? List.of()
                : found.entrySet().stream()
                        .filter(file -> !manifest.byName().containsKey(file.getKey()))
                        // Files without a byte have no part, and no entry.
                        .filter(file -> manifest.scope().shardSize() == 0
                                || file.getValue().size() > 0)
                        .map(Map.Entry::getKey)
                        .toList();
        require(List.of(), missing, unsigned);
    }

    private void requireLengths(Manifest manifest, Map<String, FolderFiles.Found> found) {
        List<String> changed = manifest.byName().values().stream()
                .filter(file -> found.containsKey(file.name()))
                .filter(file -> file.length() >= 0 && file.length() != size(found, file.name()))
                .map(SignedFile::name)
                .toList();
        require(changed, List.of(), List.of());
    }

    private static long size(Map<String, FolderFiles.Found> found, String name) {
        FolderFiles.Found file = found.get(name);
        return file == null ? -1 : file.size();
    }

    private void require(List<String> changed, List<String> missing, List<String> unsigned) {
        if (!changed.isEmpty() || !missing.isEmpty() || !unsigned.isEmpty()) {
            throw new ChangedFilesException("the folder " + folder, changed, missing, unsigned);
        }
    }
}
