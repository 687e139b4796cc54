package io.audmodel.backend.s3;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Asks the SDK's chain, and where that finds no credentials goes without, as the reference does: public buckets are open
 * to everybody. The chain can take seconds to find nothing, and so is left alone for a while then. Thread-safe.
 */
final class LastlyAnonymous implements AwsCredentialsProvider, SdkAutoCloseable {

    private static final Duration WHILE = Duration.ofMinutes(1);

    private final AwsCredentialsProvider chain;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long failed;

    LastlyAnonymous(AwsCredentialsProvider chain, LongSupplier nanoTime) {
        this.chain = chain;
        this.nanoTime = nanoTime;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        Long since = failed;
        if (since == null || nanoTime.getAsLong() - since > WHILE.toNanos()) {
            try {
                AwsCredentials found = chain.resolveCredentials();
                failed = null;
                return found;
            } catch (SdkClientException e) {
                failed = nanoTime.getAsLong();
            }
        }
        return AnonymousCredentialsProvider.create().resolveCredentials();
    }

    @Override
    public void close() {
        if (chain instanceof SdkAutoCloseable open) {
            open.close();
        }
    }

    /** Shows nothing of what was found. */
    @Override
    public String toString() {
        return "LastlyAnonymous";
    }
}
