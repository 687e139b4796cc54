package io.audmodel.djl;

import ai.djl.util.Progress;
import io.audmodel.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Shows a bar of DJL for each phase of a load, in bytes. A cached model shows none. */
final class ProgressOfDjl implements ProgressListener, AutoCloseable {

    private final Progress bar;
    private io.audmodel.Progress.@Nullable Phase phase;

    ProgressOfDjl(Progress bar) {
        this.bar = bar;
    }

    @Override
    public void onProgress(io.audmodel.Progress progress) {
        if (progress.total() < 0) {
            return; // A bar needs an end.
        }
        if (progress.phase() != phase) {
            phase = progress.phase();
            bar.reset(phase == io.audmodel.Progress.Phase.DOWNLOAD ? "Downloading" : "Unpacking", progress.total());
        }
        bar.update(progress.done());
    }

    @Override
    public void close() {
        if (phase != null) {
            bar.end();
        }
    }
}
