package io.audmodel.backend.support;

import io.audmodel.backend.ObjectPath;
import java.util.Locale;

/** The content types by which stores serve objects to browsers, as the names of objects tell them. */
public final class ContentTypes {

    private ContentTypes() {}

    /** Returns the type of an object: archives and pages have one of their own. */
    public static String of(ObjectPath path) {
        String name = path.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html")) {
            return "text/html; charset=utf-8";
        }
        return name.endsWith(".zip") ? "application/zip" : "application/octet-stream";
    }
}
