package io.audmodel.catalogue;

import java.util.List;

/**
 * A version on the page: what never changes, and what may change, each in the JSON of the page.
 *
 * @param fixed header, files and archive
 * @param isRead whether something of it was read in this run
 * @param problems what could not be read, and why
 */
record CatalogueEntry(
        ListedVersion listed, String fixed, String metadata, String signatures, boolean isRead, List<String> problems) {

    CatalogueEntry {
        problems = List.copyOf(problems);
    }

    /** About how much room it takes on the page. */
    long length() {
        return (long) fixed.length() + metadata.length() + signatures.length();
    }
}
