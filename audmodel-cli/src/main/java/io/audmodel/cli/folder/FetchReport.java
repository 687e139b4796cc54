package io.audmodel.cli.folder;

import io.audmodel.model.ExactRef;
import java.nio.file.Path;

/**
 * What a folder has after a fetch.
 *
 * @param id the model
 * @param folder where its files are
 * @param outcome what was done
 * @param files how many files it has
 * @param bytes their length together
 */
public record FetchReport(ExactRef id, Path folder, Outcome outcome, long files, long bytes) {

    /** What was done. */
    public enum Outcome {
        /** Nothing: the folder had the model. */
        UNCHANGED,
        /** The model was put into a folder without one. */
        FETCHED,
        /** The model was put in the place of another one, or of what was left of it. */
        REPLACED
    }
}
