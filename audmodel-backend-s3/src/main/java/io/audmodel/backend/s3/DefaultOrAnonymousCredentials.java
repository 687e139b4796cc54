package io.audmodel.backend.s3;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Uses the SDK's chain, and sends requests without credentials if that finds none, as the Python package does: public
 * buckets are open to all. Since the chain can take seconds to find nothing, it is not asked again for a while. A chain
 * may keep credentials for longer than the server accepts them, so it can be renewed. Thread-safe.
 */
final class DefaultOrAnonymousCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

    private static final Duration WHILE = Duration.ofMinutes(1);

    private final Supplier<AwsCredentialsProvider> chains;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private AwsCredentialsProvider chain;
    private @Nullable Long failed;
    private @Nullable String reason;
    private int renewals;
    private boolean temporary;

    /** @param chains makes a new chain */
    DefaultOrAnonymousCredentials(Supplier<AwsCredentialsProvider> chains, LongSupplier nanoTime) {
        this.chains = chains;
        this.nanoTime = nanoTime;
        this.chain = chains.get();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        lock.lock();
        try {
            Long since = failed;
            if (since == null || nanoTime.getAsLong() - since > WHILE.toNanos()) {
                try {
                    AwsCredentials found = chain.resolveCredentials();
                    failed = null;
                    reason = null;
                    temporary = found instanceof AwsSessionCredentials;
                    return found;
                } catch (SdkClientException e) {
                    failed = nanoTime.getAsLong();
                    reason = e.getMessage();
                }
            }
            temporary = false;
            return AnonymousCredentialsProvider.create().resolveCredentials();
        } finally {
            lock.unlock();
        }
    }

    /** The places that were searched for credentials, and why each has none; empty if there are credentials. */
    Optional<String> reason() {
        lock.lock();
        try {
            return Optional.ofNullable(reason);
        } finally {
            lock.unlock();
        }
    }

    /** How often the chain was renewed. */
    int renewals() {
        lock.lock();
        try {
            return renewals;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Renews the chain, unless another thread has done so since this number of renewals. Returns whether a retry may
     * succeed, which it cannot if credentials do not expire.
     */
    boolean renew(int since) {
        lock.lock();
        try {
            if (renewals == since && temporary) {
                close();
                chain = chains.get();
                renewals++;
            }
            return renewals != since;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (chain instanceof SdkAutoCloseable open) {
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows no credentials. */
    @Override
    public String toString() {
        return "DefaultOrAnonymousCredentials";
    }
}
