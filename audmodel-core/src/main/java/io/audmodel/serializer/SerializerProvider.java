package io.audmodel.serializer;

/**
 * Makes the serializer of one format, which {@link io.audmodel.AudModelBuilder#serializer(String)} chooses by its name. {@link
 * java.util.ServiceLoader} finds implementations, which have a public constructor without arguments.
 */
public interface SerializerProvider {

    /** Returns the name of the format, such as {@code yaml}; always the same. No two providers have one name. */
    String name();

    /** Returns a thread-safe serializer. */
    Serializer create();
}
