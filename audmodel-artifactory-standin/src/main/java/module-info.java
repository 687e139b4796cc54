/** A server that answers as an Artifactory does, for the tests of programs that use one. */
module io.audmodel.artifactory.standin {
    exports io.audmodel.artifactory.standin;

    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.httpserver;
    requires static transitive org.jspecify;
}
