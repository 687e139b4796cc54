package io.audmodel.it.race;

import io.audmodel.servers.S3Stub.Conditions;
import java.io.IOException;

/** A server that writes whatever the conditions are. */
class MeetingWritersS3WithoutConditionsTest extends MeetingWritersS3 {

    MeetingWritersS3WithoutConditionsTest() throws IOException {
        super(objects -> stub(objects, Conditions.IGNORED));
    }

    @Override
    public boolean keepsConditions() {
        return false;
    }
}
