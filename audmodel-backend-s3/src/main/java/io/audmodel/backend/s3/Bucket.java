package io.audmodel.backend.s3;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket and the client that reaches it.
 *
 * @param repository the repository as errors name it
 */
record Bucket(S3Client client, String name, String repository) {}
