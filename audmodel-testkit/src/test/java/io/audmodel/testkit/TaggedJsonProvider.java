package io.audmodel.testkit;

import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;

/** A second format beside YAML, as somebody else's jar would bring it. */
public final class TaggedJsonProvider implements SerializerProvider {

    @Override
    public String name() {
        return "tagged-json";
    }

    @Override
    public Serializer create() {
        return new TaggedJson();
    }
}
