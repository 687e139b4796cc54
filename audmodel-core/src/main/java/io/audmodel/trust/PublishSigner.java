package io.audmodel.trust;

import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import java.nio.file.Path;

/** Signs a model while it is published, so that it is signed as soon as anybody sees it. */
@FunctionalInterface
public interface PublishSigner {

    /**
     * Signs. What it throws ends the publish before anything is written.
     *
     * @param folder what is published; it must not change meanwhile
     * @param key the id and version that the model will have
     * @param header what will be said of it
     */
    ModelSignature sign(Path folder, ModelKey key, ModelHeader header);
}
