import io.audmodel.backend.BackendProvider;
import io.audmodel.cache.CacheProvider;
import io.audmodel.serializer.SerializerProvider;
import io.audmodel.serializer.yaml.YamlSerializerProvider;
import io.audmodel.trust.PolicyProvider;

/** The client, the ports it talks through, the YAML serializer and the archive. */
module io.audmodel.core {
    exports io.audmodel;
    exports io.audmodel.archive.support;
    exports io.audmodel.backend;
    exports io.audmodel.backend.support;
    exports io.audmodel.binding;
    exports io.audmodel.cache;
    exports io.audmodel.dryrun;
    exports io.audmodel.error;
    exports io.audmodel.event;
    exports io.audmodel.follow;
    exports io.audmodel.health;
    exports io.audmodel.inventory;
    exports io.audmodel.model;
    exports io.audmodel.serializer;
    exports io.audmodel.trust;
    exports io.audmodel.value;

    // Their JSON is theirs to make, and not a part of the API.
    opens io.audmodel to
            com.fasterxml.jackson.databind;
    opens io.audmodel.follow to
            com.fasterxml.jackson.databind;
    opens io.audmodel.health to
            com.fasterxml.jackson.databind;
    opens io.audmodel.model to
            com.fasterxml.jackson.databind;
    opens io.audmodel.trust to
            com.fasterxml.jackson.databind;
    opens io.audmodel.value to
            com.fasterxml.jackson.databind;

    requires static jdk.jfr;
    requires static transitive org.jspecify;
    requires transitive com.fasterxml.jackson.databind;
    requires org.snakeyaml.engine;

    uses BackendProvider;
    uses CacheProvider;
    uses PolicyProvider;
    uses SerializerProvider;

    provides SerializerProvider with
            YamlSerializerProvider;
}
