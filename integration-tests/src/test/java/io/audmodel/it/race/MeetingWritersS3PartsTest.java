package io.audmodel.it.race;

import io.audmodel.servers.S3Stub.Conditions;
import java.io.IOException;

/** A server that checks the conditions of uploads in parts a moment before it completes them, as most do. */
class MeetingWritersS3PartsTest extends MeetingWritersS3 {

    MeetingWritersS3PartsTest() throws IOException {
        super(objects -> stub(objects, Conditions.COMPLETE_NOT_ATOMIC));
    }

    @Override
    public int size() {
        return 1_200_000;
    }

    @Override
    public boolean isInParts() {
        return true;
    }

    @Override
    public boolean keepsConditions() {
        return false;
    }
}
