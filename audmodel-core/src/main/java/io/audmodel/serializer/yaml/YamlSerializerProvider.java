package io.audmodel.serializer.yaml;

import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;

/**
 * Provides {@code yaml}: YAML 1.1, byte for byte as PyYAML 6 writes it with its defaults and in the order of insertion,
 * and read as PyYAML resolves it.
 */
public final class YamlSerializerProvider implements SerializerProvider {

    @Override
    public String name() {
        return "yaml";
    }

    @Override
    public Serializer create() {
        return new YamlSerializer();
    }
}
