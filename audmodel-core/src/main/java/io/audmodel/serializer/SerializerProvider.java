package io.audmodel.serializer;

/**
 * Makes the serializer. {@link java.util.ServiceLoader} finds implementations, which have a public constructor without
 * arguments.
 */
public interface SerializerProvider {

    /** Returns the name of the format, such as {@code yaml}. */
    String name();

    /** Returns a thread-safe serializer. */
    Serializer create();
}
