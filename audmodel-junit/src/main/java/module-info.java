/** A JUnit extension for tests of programs that use models. */
module io.audmodel.junit {
    exports io.audmodel.junit;

    // JUnit makes the extension behind the annotation, which is nobody else's to make.
    opens io.audmodel.junit to
            org.junit.platform.commons;

    requires transitive io.audmodel.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    uses io.audmodel.backend.BackendProvider;
}
