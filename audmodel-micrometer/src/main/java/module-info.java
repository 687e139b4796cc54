/** Meters of what a client does. */
module io.audmodel.micrometer {
    exports io.audmodel.micrometer;

    requires transitive io.audmodel.core;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;
}
