package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.CopyReport;
import io.audmodel.CopyRequest;
import io.audmodel.FoundModel;
import io.audmodel.error.AudModelException;
import io.audmodel.error.CancelledException;
import io.audmodel.model.ExactRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final Map<ExactRef, AudModelException> failures = new LinkedHashMap<>();
    private long bytesSent;
    private boolean isCutShort;

    FoundCopies(AudModel source, AudModel target, UnaryOperator<CopyRequest> options) {
        this.source = source;
        this.target = target;
        this.options = options;
    }

    /** @param report null if the model was not copied */
    private record Ended(
            ExactRef ref,
            @Nullable CopyReport report,
            @Nullable AudModelException failure) {}

    /** @param listener receives what is new at the destination, as it becomes visible there */
    void copy(Iterator<FoundModel> found, Consumer<ExactRef> listener) {
        ExecutorService workers = Executors.newFixedThreadPool(PARALLEL, task -> {
            Thread thread = new Thread(task, "audmodel-copy");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Ended> copies = new ExecutorCompletionService<>(workers);
            int running = 0;
            while (running > 0 || !isCutShort && found.hasNext()) {
                while (running < 2 * PARALLEL && !isCutShort && found.hasNext()) {
                    ExactRef ref = found.next().ref();
                    copies.submit(() -> copy(ref));
                    running++;
                }
                take(copies, listener);
                running--;
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Ended copy(ExactRef ref) {
        try {
            return new Ended(ref, source.copy(options.apply(CopyRequest.of(ref)), target), null);
        } catch (AudModelException e) {
            return new Ended(ref, null, e);
        }
    }

    private void take(CompletionService<Ended> copies, Consumer<ExactRef> listener) {
        Ended ended;
        try {
            ended = copies.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "interrupted while models were copied; repeat the command to copy the rest", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a copy ended without a word", e.getCause());
        }
        if (ended.failure != null) {
            failures.put(ended.ref, ended.failure);
            isCutShort |= ended.failure.isOutage() || ended.failure instanceof CancelledException;
        } else if (ended.report != null) {
            copied.addAll(ended.report.copied());
            present.addAll(ended.report.present());
            bytesSent += ended.report.bytesSent();
            ended.report.copied().forEach(listener);
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
