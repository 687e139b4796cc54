package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.support.AnswerClock;
import io.audmodel.model.Repository;
import java.util.Optional;

/** Connections that send small objects in parts already, as usual ones do with large objects. */
public final class SmallUploads {

    private static final int IN_ONE_PIECE = 1_000_000;

    private SmallUploads() {}

    /** Opens one; what has more than a million bytes goes in parts. */
    public static Backend open(Repository repository, BackendSettings settings) {
        S3Config config = S3Config.of(repository, settings);
        Optional<DefaultOrAnonymousCredentials> chain = config.chain();
        S3Options usual = config.setup(settings);
        S3Options small = new S3Options(
                usual.conditions(),
                usual.owner(),
                usual.temporaryRoot(),
                usual.stall(),
                usual.retry(),
                usual.clock(),
                IN_ONE_PIECE,
                usual.connections());
        AnswerClock clock = new AnswerClock();
        return new S3Backend(
                config.bucket(S3Clients.later(config, Optional.empty(), chain, clock), chain, clock, repository),
                small);
    }
}
