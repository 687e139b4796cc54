package io.audmodel.it.server;

import io.audmodel.it.race.MeetingWritersS3;
import java.io.IOException;
import java.util.Map;

/** Runs with the profile {@code stores} alone. Several writers of one object succeed there, whatever they ask for. */
class S3sMeetingsIT extends MeetingWritersS3 {

    S3sMeetingsIT() throws IOException {
        super(objects -> Store.S3S.start(objects, Map.of("conditional_writes", "none")));
    }

    @Override
    public boolean keepsConditions() {
        return false;
    }
}
