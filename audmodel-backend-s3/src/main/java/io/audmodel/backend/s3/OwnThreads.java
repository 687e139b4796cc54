package io.audmodel.backend.s3;

import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Runs the SDK's calls on threads of its own, which end when they are idle or this is closed. The SDK leaves a parser
 * with the last document in each calling thread: in the threads of a server it would hold the class loader of an
 * undeployed application. An answer that the SDK fails to read counts as damaged. Thread-safe.
 */
final class OwnThreads extends DelegatingS3Client {

    /** The name of every thread. */
    static final String NAME = "audmodel-s3-call";

    private static final int IDLE_SECONDS = 10;
    private static final int FAREWELL_SECONDS = 1;

    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
                Thread thread = new Thread(task, NAME);
                thread.setDaemon(true);
                return thread;
            },
            (task, pool) -> {
                throw new RejectedExecutionException("the backend is closed");
            });
    private final boolean owned;

    /** @param owned whether the client is closed with this */
    OwnThreads(S3Client client, boolean owned) {
        super(client);
        this.owned = owned;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        // Either the thread takes it and executes the request, or an interrupted caller takes it and no request is
        // sent.
        AtomicBoolean taken = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Future<R> call = threads.submit(() -> {
            if (taken.getAndSet(true)) {
                throw new CancellationException();
            }
            try {
                return operation.apply(request);
            } finally {
                ended.countDown();
            }
        });
        try {
            return call.get();
        } catch (InterruptedException e) {
            call.cancel(true);
            if (taken.getAndSet(true)) {
                awaitEnd(ended);
            }
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while the server was asked", e);
        } catch (ExecutionException e) {
            throw known(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (owned) {
            super.close();
        }
    }

    /** Waits for the end of the request, which could otherwise arrive after the caller's next one. */
    private static void awaitEnd(CountDownLatch ended) {
        try {
            ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Interrupted again, so that nobody wants to wait.
            Thread.currentThread().interrupt();
        }
    }

    private RuntimeException known(Throwable failure) {
        if (threads.isShutdown() && !Thread.currentThread().isInterrupted()) {
            // Nobody interrupted the caller.
            return SdkClientException.create("closed", new IOException("closed while the server was asked", failure));
        }
        if (failure instanceof SdkException
                || failure instanceof AudModelException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalStateException
                || failure instanceof RejectedExecutionException) {
            return (RuntimeException) failure;
        }
        if (failure instanceof RuntimeException || failure instanceof StackOverflowError) {
            return SdkClientException.create(
                    "damaged answer", new IOException("it cannot be read: " + failure, failure));
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure);
    }
}
