package io.audmodel.catalogue;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;

/** Where a page is, or will be. */
interface Site {

    /** Writes what the page has. */
    @FunctionalInterface
    interface Content {
        void write(Writer out) throws IOException;
    }

    /** The page as an earlier run left it; with nothing if there is none, or it is damaged. */
    EarlierPage earlierPage();

    /** Puts a page in the place of the earlier one, when it is whole. */
    URI replace(Content content);
}
