package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.call.Call;
import java.util.Optional;

/**
 * Reports progress on the thread that made the call, whichever thread does the work, and postpones the call's timeout.
 */
final class CallerProgress implements ProgressListener {

    /** Is not called on any particular thread. */
    static final ProgressListener SILENT = ProgressListener.none();

    private final ProgressListener listener;

    CallerProgress(ProgressListener listener) {
        this.listener = listener;
    }

    @Override
    public void onProgress(Progress progress) {
        Optional<Call<?>> call = Call.current();
        boolean sent = progress.phase() == Phase.PUBLISH || progress.phase() == Phase.COPY;
        call.ifPresent(current -> current.passed(progress.done(), sent));
        if (listener == SILENT || call.isEmpty()) {
            listener.onProgress(progress);
        } else {
            call.get().atCaller(() -> listener.onProgress(progress));
        }
    }
}
