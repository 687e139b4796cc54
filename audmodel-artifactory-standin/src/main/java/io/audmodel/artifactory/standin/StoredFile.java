package io.audmodel.artifactory.standin;

import java.time.Instant;

/** A file at a path of a repository. */
record StoredFile(Blob content, Origin created, Origin modified) {

    /** When, and by whom. */
    record Origin(Instant time, String user) {}
}
