package io.audmodel.it.race;

import io.audmodel.servers.S3Stub.Conditions;
import java.io.IOException;

/** A server that keeps the conditions of writes. */
class MeetingWritersS3Test extends MeetingWritersS3 {

    MeetingWritersS3Test() throws IOException {
        super(objects -> stub(objects, Conditions.KEPT));
    }
}
