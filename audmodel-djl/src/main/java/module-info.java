/** Models for DJL, the Deep Java Library. */
module io.audmodel.djl {
    exports io.audmodel.djl;

    requires transitive ai.djl.api;
    requires transitive io.audmodel.core;
    requires static transitive org.jspecify;

    provides ai.djl.repository.RepositoryFactory with
            io.audmodel.djl.AudModelRepositoryFactory;
}
