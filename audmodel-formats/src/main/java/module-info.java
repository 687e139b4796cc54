/** Models from and to other formats: archives of other tools, folders, and OCI image layouts. */
module io.audmodel.formats {
    exports io.audmodel.formats;

    requires transitive io.audmodel.core;
    requires com.fasterxml.jackson.core;
    requires org.apache.commons.compress;
    requires static transitive org.jspecify;
}
