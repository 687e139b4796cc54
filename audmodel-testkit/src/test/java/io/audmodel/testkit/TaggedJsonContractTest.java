package io.audmodel.testkit;

import io.audmodel.serializer.Serializer;

/** The suite holds for another format than YAML. */
class TaggedJsonContractTest implements SerializerContract {

    @Override
    public Serializer serializer() {
        return new TaggedJson();
    }
}
