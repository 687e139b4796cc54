package io.audmodel;

/** One of a model's stored files, for {@link AudModel#url}. */
public enum UrlType {
    /** The archive with the model's files. */
    MODEL,
    /** The header document. */
    HEADER,
    /** The metadata document. */
    META
}
