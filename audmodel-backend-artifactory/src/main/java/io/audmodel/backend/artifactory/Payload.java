package io.audmodel.backend.artifactory;

import io.audmodel.backend.support.Spool;
import io.audmodel.model.Checksum;

/** Content and its checksums, which the server receives first, so that it refuses a damaged body. */
record Payload(Spool content, String sha1, String sha256) {

    long length() {
        return content.length().orElseThrow();
    }

    Checksum md5() {
        return content.checksum().orElseThrow();
    }
}
