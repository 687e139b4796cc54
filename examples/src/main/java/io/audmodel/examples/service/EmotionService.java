package io.audmodel.examples.service;

import io.audmodel.AudModel;
import io.audmodel.follow.Follower;
import io.audmodel.model.Alias;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Serves the model that the alias {@code emotion-production} points to: here, the labels that it knows. */
public final class EmotionService implements AutoCloseable {

    private final Follower follower;

    /** @param every how often the service looks for a new model */
    public EmotionService(AudModel audmodel, Duration every) {
        follower = audmodel.follow(Alias.of("emotion-production"), every);
    }

    /** Returns the labels of the model that is served now. */
    public List<String> labels() throws IOException {
        return Files.readAllLines(follower.current().folder().resolve("labels.txt"));
    }

    /** Returns whether the last look for a new model succeeded. */
    public boolean isUpToDate() {
        return follower.state().lastFailure().isEmpty();
    }

    /** Looks for a new model at once, for who has just moved the alias. */
    public void refresh() {
        follower.checkNow();
    }

    @Override
    public void close() {
        follower.close();
    }
}
