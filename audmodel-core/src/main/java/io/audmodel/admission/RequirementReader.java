package io.audmodel.admission;

import io.audmodel.admission.Admission.Requirement;
import io.audmodel.backend.support.WorkerPool;
import io.audmodel.deadline.CallDeadline;
import io.audmodel.store.Layout;
import io.audmodel.store.LocatedModel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Reads the signatures of a model by a thread of its own: a list and a request for each are round trips for which the archive need
 * not wait. Used by one thread; closing ends the other one.
 */
final class RequirementReader implements AutoCloseable {

    private final LocatedModel model;
    private final WorkerPool worker = new WorkerPool("audmodel-signatures", 1);
    private final Future<Requirement> requirement;

    /** Begins to read. */
    RequirementReader(Admission admission, LocatedModel model) {
        this.model = model;
        Optional<CallDeadline> deadline = CallDeadline.current();
        this.requirement = worker.submit(() -> CallDeadline.within(deadline, () -> admission.requirementOf(model)));
    }

    /** Waits for what was read, and throws what was thrown. */
    Requirement await() {
        try {
            return WorkerPool.await(requirement, "the signatures of a model were awaited");
        } catch (IOException e) {
            throw model.store().unreadable(Layout.version(model.key()), e);
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
