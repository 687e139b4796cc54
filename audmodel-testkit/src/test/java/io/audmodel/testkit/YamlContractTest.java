package io.audmodel.testkit;

import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;
import java.util.ServiceLoader;

/** The serializer of the core, as it is found. */
class YamlContractTest implements SerializerContract {

    @Override
    public Serializer serializer() {
        return ServiceLoader.load(SerializerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("yaml"))
                .findFirst()
                .orElseThrow()
                .create();
    }
}
