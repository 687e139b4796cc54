package io.audmodel.backend.s3;

import io.audmodel.backend.CredentialSource;
import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import io.audmodel.error.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Looks for credentials in the places of the SDK's default chain, in its order, and reports for each place why there
 * are none: the SDK's own message is a page long, and does not mention a missing profile. Thread-safe.
 */
final class CredentialChain implements AwsCredentialsProvider, SdkAutoCloseable {

    private static final Pattern STATUS = Pattern.compile("(?i)exit (?:value|code|status)[^0-9-]{0,20}(-?\\d+)");
    private static final int LONGEST_REASON = 200;

    /** @param where the place for messages */
    private record Source(String where, AwsCredentialsProvider provider) {}

    private final List<Source> sources = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Source last;

    /** @throws ConfigurationException if credentials are configured that need a library that is missing */
    CredentialChain(Environment environment, AwsProfiles profiles) {
        SdkModules.requirePresent(environment, profiles);
        add(
                "the system properties aws.accessKeyId and aws.secretAccessKey",
                SystemPropertyCredentialsProvider.create());
        add("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", () -> ofVariables(environment));
        add("AWS_WEB_IDENTITY_TOKEN_FILE", webIdentity(environment));
        add(
                "profile '" + profiles.name() + "' of " + String.join(" and ", profiles.places()),
                profiles.profile().isPresent()
                        ? ProfileCredentialsProvider.builder()
                                .profileFile(profiles.file())
                                .profileName(profiles.name())
                                .build()
                        : refusing("there is no such profile"
                                + Spelling.hint(
                                        profiles.name(),
                                        profiles.file().profiles().keySet())));
        add("the container", ContainerCredentialsProvider.create());
        add(
                "the metadata service of the machine",
                environment
                                .variable("AWS_EC2_METADATA_DISABLED")
                                .filter("true"::equalsIgnoreCase)
                                .isPresent()
                        ? refusing("switched off by AWS_EC2_METADATA_DISABLED")
                        : InstanceProfileCredentialsProvider.builder()
                                .profileFile(profiles.file())
                                .profileName(profiles.name())
                                .build());
    }

    @Override
    public AwsCredentials resolveCredentials() {
        lock.lock();
        try {
            if (last != null) {
                return last.provider.resolveCredentials();
            }
            List<String> reasons = new ArrayList<>();
            for (Source source : sources) {
                try {
                    AwsCredentials found = source.provider.resolveCredentials();
                    last = source;
                    return found;
                } catch (ConfigurationException e) {
                    throw e;
                } catch (RuntimeException e) {
                    reasons.add(source.where + ": " + reason(e));
                }
            }
            throw none(String.join("; ", reasons));
        } finally {
            lock.unlock();
        }
    }

    /** The place that has credentials, or all of them with the reason why each has none. */
    CredentialSource source() {
        try {
            resolveCredentials();
        } catch (SdkClientException e) {
            return CredentialSource.none(String.valueOf(e.getMessage()));
        }
        lock.lock();
        try {
            return CredentialSource.found(last == null ? "" : last.where);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        for (Source source : sources) {
            if (source.provider instanceof SdkAutoCloseable open) {
                open.close();
            }
        }
    }

    /** Shows no credentials. */
    @Override
    public String toString() {
        return "CredentialChain";
    }

    private void add(String where, AwsCredentialsProvider provider) {
        sources.add(new Source(where, provider));
    }

    private static String reason(RuntimeException e) {
        String text = ErrorClassification.line(String.valueOf(e.getMessage()));
        // Other output of a helper may hold a key.
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Matcher status = STATUS.matcher(String.valueOf(cause.getMessage()));
            if (status.find()) {
                return "its credential_process ended with status " + status.group(1);
            }
        }
        if (text.startsWith("Unable to load credentials from system settings")
                || text.startsWith("Cannot fetch credentials from container")) {
            return "not set";
        }
        String told = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
        return text.contains("(Service: Sso,") ? told + "; run aws sso login with this profile" : told;
    }

    private static AwsCredentials ofVariables(Environment environment) {
        Optional<String> access = environment.variable("AWS_ACCESS_KEY_ID").map(String::strip);
        Optional<String> secret = environment.variable("AWS_SECRET_ACCESS_KEY").map(String::strip);
        if (access.isEmpty() && secret.isEmpty()) {
            throw none("not set");
        }
        if (access.isEmpty() || secret.isEmpty()) {
            // Other credentials, or none, are not what was meant.
            throw new ConfigurationException("of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only "
                    + (access.isPresent() ? "the first" : "the second") + " is set: set both, or neither");
        }
        return environment
                .variable("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(access.get(), secret.get(), token.strip()))
                .orElseGet(() -> AwsBasicCredentials.create(access.get(), secret.get()));
    }

    private static AwsCredentialsProvider webIdentity(Environment environment) {
        Optional<String> file = environment.variable("AWS_WEB_IDENTITY_TOKEN_FILE");
        Optional<String> role = environment.variable("AWS_ROLE_ARN");
        if (file.isEmpty() || role.isEmpty()) {
            return refusing(file.isEmpty() ? "not set" : "it is set, and AWS_ROLE_ARN is not");
        }
        return WebIdentityTokenFileCredentialsProvider.builder()
                .webIdentityTokenFile(environment.path(file.get()))
                .roleArn(role.get())
                .roleSessionName(environment.variable("AWS_ROLE_SESSION_NAME").orElse(null))
                .build();
    }

    private static AwsCredentialsProvider refusing(String reason) {
        return () -> {
            throw none(reason);
        };
    }

    private static SdkClientException none(String reason) {
        return SdkClientException.create(reason);
    }
}
