package io.audmodel.backend.s3;

import io.audmodel.backend.support.Retry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a backend works, beside where it looks.
 *
 * @param owner what is written as the owner of each object
 * @param temporaryRoot where content is kept until it is sent
 * @param stall a body of which next to nothing arrives for so long is given up
 * @param clock tells when an object was written, as the server does not
 * @param inOnePiece how many bytes go in one request at most; what is longer goes in parts
 */
record S3Options(
        ConditionalWrites conditions,
        String owner,
        Path temporaryRoot,
        Duration stall,
        Retry retry,
        InstantSource clock,
        long inOnePiece) {

    static final long USUALLY_IN_ONE_PIECE = 16_000_000;
}
