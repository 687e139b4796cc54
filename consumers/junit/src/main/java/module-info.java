/** Tests as a module of their own. */
module com.example.junit {
    requires io.audmodel.junit;
    requires org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires org.junit.platform.launcher;

    // JUnit makes the tests, and the extension fills their fields.
    opens com.example.junit to
            org.junit.platform.commons,
            io.audmodel.junit;
}
