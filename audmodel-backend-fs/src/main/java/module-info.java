import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.fs.FsBackendProvider;

/** Keeps models in a folder. */
module io.audmodel.backend.fs {
    requires transitive io.audmodel.core;
    requires static transitive org.jspecify;

    exports io.audmodel.backend.fs;

    provides BackendProvider with
            FsBackendProvider;
}
