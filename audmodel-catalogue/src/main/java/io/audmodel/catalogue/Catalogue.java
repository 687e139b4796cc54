package io.audmodel.catalogue;

import io.audmodel.AudModel;
import io.audmodel.error.InvalidArgumentException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Writes a page about all models of a client's repositories into a folder, and brings it up to date. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * CatalogueReport report = Catalogue.of(audmodel).title("Models of the team").write(Path.of("site"));
 * }</pre>
 *
 * <p>The page is one file, {@code index.html}, with all of its data. It is what the next run begins with, which reads only
 * what is new: the header, the files and the archive of a version never change, and are read once; metadata, aliases and
 * signatures are read again if their length or time of modification in the listing is another one, or so recent that the
 * content could have changed since without changing them.
 */
public final class Catalogue {

    /** The name of the page in its folder. */
    public static final String PAGE = "index.html";

    private static final int LONGEST_TITLE = 200;

    private final AudModel client;
    private final String title;
    private final boolean reuses;

    private Catalogue(AudModel client, String title, boolean reuses) {
        this.client = client;
        this.title = title;
        this.reuses = reuses;
    }

    /** Makes a catalogue of all models in the client's repositories; the client stays yours to close. */
    public static Catalogue of(AudModel client) {
        return new Catalogue(client, "Models", true);
    }

    /**
     * Sets the title of the page; {@code Models} by default.
     *
     * @throws InvalidArgumentException if it is blank, or has more than 200 characters
     */
    public Catalogue title(String text) {
        if (text.isBlank() || text.length() > LONGEST_TITLE) {
            throw new InvalidArgumentException("the title of a catalogue has 1 to " + LONGEST_TITLE
                    + " characters that can be seen, and '" + text + "' has not: choose another one");
        }
        return new Catalogue(client, text, reuses);
    }

    /** Reads everything, and takes nothing from the page that is there. */
    public Catalogue readingAll() {
        return new Catalogue(client, title, false);
    }

    /**
     * Writes the page, in place of an earlier one, in one step: readers see the earlier page or the new one, and after a
     * failure the earlier one. Missing folders are made. A version that cannot be read in full is on the page, with the
     * reason.
     *
     * @param folder one of its own: missing, empty, or with a page that this class wrote
     * @throws InvalidArgumentException if the folder has something else; nothing was read or written
     * @throws CatalogueNotWrittenException if the page cannot be written
     * @throws io.audmodel.error.LimitExceededException if the page would have more than 256 MiB, or more than a quarter of
     *     the heap
     * @throws io.audmodel.error.BackendException if a repository cannot be listed or read; the page stays as it was
     * @throws io.audmodel.error.OfflineException if the client is offline
     */
    public CatalogueReport write(Path folder) {
        SiteFolder site = SiteFolder.of(folder);
        EarlierPage earlier = reuses ? site.earlierPage() : EarlierPage.none();
        CatalogueReader reader =
                new CatalogueReader(client, earlier, Runtime.getRuntime().maxMemory());
        List<CatalogueEntry> entries = reader.versions();
        List<AliasEntry> aliases = reader.aliases();
        PageData data = new PageData(reader.places(), aliases, entries, Instant.now());
        Path page = site.replace(out -> new CataloguePage(title, data).write(out));
        return CatalogueReport.of(page, entries, aliases);
    }
}
