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
 * Asks the SDK's chain, and where that finds no credentials goes without, as the reference does: public buckets are open
 * to everybody. The chain can take seconds to find nothing, and so is left alone for a while then. What a chain found it
 * may keep for longer than the server takes it, so a new one can be begun. Thread-safe.
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

    /** @param chains makes a chain that remembers nothing */
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

    /** Where credentials were looked for, and what was found there in place of them; empty if there are some. */
    Optional<String> reason() {
        lock.lock();
        try {
            return Optional.ofNullable(reason);
        } finally {
            lock.unlock();
        }
    }

    /** How often a new chain was begun. */
    int renewals() {
        lock.lock();
        try {
            return renewals;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a new chain, unless somebody else did since there were so many renewals; returns whether a request may fare
     * better than before, which it does not where credentials do not expire.
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

    /** Shows nothing of what was found. */
    @Override
    public String toString() {
        return "DefaultOrAnonymousCredentials";
    }
}
