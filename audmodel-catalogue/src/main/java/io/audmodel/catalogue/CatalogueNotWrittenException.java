package io.audmodel.catalogue;

import io.audmodel.error.PlainText;
import java.io.IOException;

/**
 * The page cannot be written, or an earlier one cannot be read: the disk is full, or a permission is missing. The earlier page
 * is as it was.
 */
public final class CatalogueNotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogueNotWrittenException(String message, IOException cause) {
        super(PlainText.line(message), cause);
    }
}
