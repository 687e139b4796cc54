import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.s3.S3BackendProvider;

/** Keeps models in a bucket of S3, or of a server that speaks its protocol. */
@SuppressWarnings("module") // The protocol's name ends with a digit.
module io.audmodel.backend.s3 {
    requires java.xml;
    requires transitive io.audmodel.core;
    requires static transitive org.jspecify;
    requires transitive software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.utils;

    exports io.audmodel.backend.s3;

    provides BackendProvider with
            S3BackendProvider;
}
