/** A program of modules alone. */
module com.example.modules {
    requires io.audmodel.core;
    requires io.audmodel.cache.local;
    requires io.audmodel.backend.fs;

    opens com.example.modules to
            com.fasterxml.jackson.databind;
}
