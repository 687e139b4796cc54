package io.audmodel.signing;

import io.audmodel.trust.FileDigests;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the folder of a model has beside the files that the specification lists. */
final class WholeModel {

    private WholeModel() {}

    /** Those that verifiers of folders do not look at. */
    static Map<String, FolderFiles.Found> leftOut(Map<String, FolderFiles.Found> found, SigningScope scope) {
        Map<String, FolderFiles.Found> others = new TreeMap<>(found);
        others.entrySet()
                .removeIf(file -> !scope.ignores(file.getKey())
                        && (scope.shardSize() == 0 || file.getValue().size() > 0));
        return others;
    }

    static Map<String, String> digests(
            Map<String, FolderFiles.Found> files, SigningScope scope, int threads, FileDigests known) {
        return FolderHashes.of(files, scopeOf(scope), threads, known).stream()
                .collect(Collectors.toMap(
                        SignedFile::name, file -> file.digests().get(0)));
    }

    /** How those are hashed: as whole files. */
    static SigningScope scopeOf(SigningScope scope) {
        return scope.followsLinks() ? SigningScope.files().withLinks() : SigningScope.files();
    }

    /** Those that stand nowhere in the statement. */
    static List<String> unsigned(Map<String, FolderFiles.Found> found, Manifest manifest) {
        return found.keySet().stream()
                .filter(name -> !manifest.byName().containsKey(name))
                .toList();
    }

    static void requireModel(SignedManifest signed, ModelIdentity model) {
        ModelIdentity named = signed.manifest()
                .identity()
                .orElseThrow(() -> new WrongModelException("the signature by " + signed.signedBy()
                        + " is about a folder, and says of no model that this is it: have " + model.id()
                        + " signed as a model"));
        if (!named.equals(model)) {
            throw new WrongModelException("the signature by " + signed.signedBy() + " is about " + named
                    + ", and not about " + model + ": get the signature of this model, or have it signed");
        }
    }
}
