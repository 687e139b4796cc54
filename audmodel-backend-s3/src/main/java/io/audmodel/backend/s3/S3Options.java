package io.audmodel.backend.s3;

import io.audmodel.backend.support.Retry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The options of a backend beside its location.
 *
 * @param owner the owner that each object names
 * @param temporaryRoot the folder for content until it is sent
 * @param stall the time after which a stalled body is given up
 * @param clock gives objects their time of writing, which the server does not return
 * @param inOnePiece the largest content of one request; longer content is sent in parts
 * @param connections the number of requests that may be under way at once
 */
record S3Options(
        ConditionalWrites conditions,
        String owner,
        Path temporaryRoot,
        Duration stall,
        Retry retry,
        InstantSource clock,
        long inOnePiece,
        int connections) {

    static final long USUALLY_IN_ONE_PIECE = 16_000_000;
}
