/** Contract suites for people who write a backend or a cache of their own. */
module io.audmodel.testkit {
    exports io.audmodel.testkit;

    requires transitive io.audmodel.core;
    requires static transitive org.jspecify;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
}
