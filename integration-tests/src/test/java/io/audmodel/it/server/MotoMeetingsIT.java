package io.audmodel.it.server;

import io.audmodel.it.race.MeetingWritersS3;
import java.io.IOException;
import java.util.Map;

/** Runs with the profile {@code stores} alone. Conditions are looked at a moment before the write. */
class MotoMeetingsIT extends MeetingWritersS3 {

    MotoMeetingsIT() throws IOException {
        super(objects -> Store.MOTO.start(objects, Map.of("conditional_writes", "none")));
    }

    @Override
    public boolean keepsConditions() {
        return false;
    }
}
