package io.audmodel.backend.artifactory;

import io.audmodel.backend.support.Spool;
import io.audmodel.model.Checksum;

/** Content and all the checksums that the server is told before it, so that it refuses a body that arrives damaged. */
record Payload(Spool content, String sha1, String sha256) {

    long length() {
        return content.length().orElseThrow();
    }

    Checksum md5() {
        return content.checksum().orElseThrow();
    }
}
