package io.audmodel.artifactory.standin;

import java.nio.file.Path;

/** The content of a file, with its checksums in hexadecimal. Several paths can have the same. */
record Blob(Path file, long size, String md5, String sha1, String sha256) {}
