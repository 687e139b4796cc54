package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.CopyReport;
import io.audmodel.CopyRequest;
import io.audmodel.backend.support.WorkerPool;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CancelledException;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Copies of many models, several at a time. One that fails does not keep the others from being copied, unless nobody
 * answers. Used by one thread.
 */
final class FoundCopies {

    private static final int PARALLEL = 4;

    private final AudModel source;
    private final AudModel target;
    private final UnaryOperator<CopyRequest> options;
    private final List<ExactRef> copied = new ArrayList<>();
    private final List<ExactRef> present = new ArrayList<>();
    private final Map<ModelRef, AudModelException> failures = new LinkedHashMap<>();
    private long bytesSent;
    private boolean isCutShort;

    FoundCopies(AudModel source, AudModel target, UnaryOperator<CopyRequest> options) {
        this.source = source;
        this.target = target;
        this.options = options;
    }

    /** @param report null if the model was not copied */
    private record Ended(
            ModelRef ref,
            @Nullable CopyReport report,
            @Nullable Throwable failure) {}

    /** @param listener receives what is new at the destination, as it becomes visible there */
    void copy(Iterator<? extends ModelRef> wanted, Consumer<ExactRef> listener) {
        BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
        try (WorkerPool workers = new WorkerPool("audmodel-copy", PARALLEL)) {
            int running = 0;
            while (running > 0 || !isCutShort && wanted.hasNext()) {
                while (running < 2 * PARALLEL && !isCutShort && wanted.hasNext()) {
                    ModelRef ref = wanted.next();
                    workers.execute(() -> ended.add(copy(ref)));
                    running++;
                }
                note(next(ended), listener);
                running--;
            }
        }
    }

    private Ended copy(ModelRef ref) {
        try {
            return new Ended(ref, source.copy(options.apply(CopyRequest.of(ref)), target), null);
        } catch (RuntimeException | Error e) {
            return new Ended(ref, null, e);
        }
    }

    private static Ended next(BlockingQueue<Ended> ended) {
        try {
            return ended.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "interrupted while models were copied; repeat the command to copy the rest", e);
        }
    }

    private void note(Ended ended, Consumer<ExactRef> listener) {
        if (ended.failure instanceof AudModelException failure) {
            failures.put(ended.ref, failure);
            isCutShort |= failure.isOutage() || failure instanceof CancelledException;
        } else if (ended.report != null) {
            copied.addAll(ended.report.copied());
            present.addAll(ended.report.present());
            bytesSent += ended.report.bytesSent();
            ended.report.copied().forEach(listener);
        } else {
            throw new IllegalStateException("the copy of " + ended.ref + " ended without a word", ended.failure);
        }
    }

    /** The first failure; empty if all models are at the destination. */
    Optional<AudModelException> failure() {
        return failures.values().stream().findFirst();
    }

    /** What was not copied, and why, a line each. */
    List<String> problems() {
        List<String> lines = new ArrayList<>();
        failures.forEach((ref, failure) -> lines.add("model " + ref + " is not copied: " + failure.getMessage()));
        if (!failures.isEmpty()) {
            lines.add(failures.size() + " of " + (failures.size() + copied.size() + present.size())
                    + " models are not copied" + (isCutShort ? ", and no others were tried" : "")
                    + "; repeat the command to copy the rest");
        }
        return lines;
    }

    Map<String, Object> asMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("copied", copied);
        fields.put("present", present);
        fields.put(
                "failed",
                failures.entrySet().stream()
                        .map(failed -> Map.of(
                                "id",
                                failed.getKey(),
                                "error",
                                String.valueOf(failed.getValue().getMessage())))
                        .toList());
        fields.put("complete", failures.isEmpty());
        fields.put("bytesSent", bytesSent);
        return fields;
    }
}
