/** Meters and observations of what a client does. */
module io.audmodel.micrometer {
    exports io.audmodel.micrometer;

    requires transitive io.audmodel.core;
    requires transitive micrometer.commons;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires static transitive org.jspecify;
}
