/** Keeps repositories tidy: removes what broken publishes left, and retires versions that nothing names. */
module io.audmodel.tidy {
    exports io.audmodel.tidy;

    requires transitive io.audmodel.core;
    requires static transitive org.jspecify;
}
