package io.audmodel.serializer;

/** Makes the serializer; found by {@link java.util.ServiceLoader}. Has a public constructor without arguments. */
public interface SerializerProvider {

    /** The format, such as {@code yaml}. */
    String name();

    /** A serializer, usable from any thread. */
    Serializer create();
}
