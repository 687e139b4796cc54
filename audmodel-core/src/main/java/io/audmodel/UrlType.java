package io.audmodel;

/** Which of a model's stored files a URL is asked for. */
public enum UrlType {
    /** The archive with the model's files. */
    MODEL,
    /** The header document. */
    HEADER,
    /** The metadata document. */
    META
}
