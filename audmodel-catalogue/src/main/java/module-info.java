/** A page that shows, searches, compares and plots all models of a client's repositories. */
module io.audmodel.catalogue {
    exports io.audmodel.catalogue;

    requires transitive io.audmodel.core;
    requires transitive io.audmodel.signing;
    requires com.fasterxml.jackson.core;
    requires com.samskivert.jmustache;
    requires static transitive org.jspecify;
}
