package io.audmodel.backend.s3;

import java.nio.file.Path;

/**
 * How a backend works, beside where it looks.
 *
 * @param owner what is written as the owner of each object
 * @param temporaryRoot where content is kept until it is sent
 */
record Setup(ConditionalWrites conditions, String owner, Path temporaryRoot) {}
