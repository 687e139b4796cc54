package io.audmodel.trust;

import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What there is to judge a model by. Nobody has verified any of it, but for the digests. Immutable.
 *
 * @param key which model was asked for
 * @param header what the publisher said of it; anybody who may write to the repository may have replaced it
 * @param folder its files, unpacked
 * @param wanted which files of the model the folder has, by names with slashes; all of them, if whole models are loaded
 * @param signatures those beside the model in its repository, or as they were when it was loaded
 * @param digests SHA-256 of files, as far as the client computed them while it wrote these
 */
public record ModelEvidence(
        ModelKey key,
        ModelHeader header,
        Path folder,
        Predicate<String> wanted,
        List<ModelSignature> signatures,
        FileDigests digests) {

    public ModelEvidence {
        signatures = List.copyOf(signatures);
    }
}
