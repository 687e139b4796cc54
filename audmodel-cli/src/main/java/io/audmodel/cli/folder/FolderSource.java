package io.audmodel.cli.folder;

import io.audmodel.model.ExactRef;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a {@link ModelFolder} gets its model. */
public interface FolderSource {

    /**
     * Says which model is wanted now.
     *
     * @param before what the folder has, whole, of the same reference; it may answer in an outage
     */
    ExactRef resolve(Optional<ExactRef> before);

    /** Returns what a model has to meet to be put, as text that is another one whenever that is; empty if it is nothing. */
    String requirement();

    /** Returns the names of the model's files, with slashes, and their lengths in bytes, without bringing them. */
    Map<String, Long> sizes(ExactRef id);

    /**
     * Puts all files of the model into a folder, and forces them to the disk.
     *
     * @param scratch a folder on the disk of the target, which may hold other things
     * @return the folder with the files, within {@code scratch}
     */
    Path put(ExactRef id, Path scratch);
}
