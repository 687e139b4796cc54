package io.audmodel.catalogue;

import io.audmodel.AudModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.signing.ModelVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes a page about all models of a client's repositories into a folder or a repository, and brings it up to date. Immutable and
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
    private final Optional<ModelVerifier> trusted;

    private Catalogue(AudModel client, String title, boolean reuses, Optional<ModelVerifier> trusted) {
        this.client = client;
        this.title = title;
        this.reuses = reuses;
        this.trusted = trusted;
    }

    /** Makes a catalogue of all models in the client's repositories; the client stays yours to close. */
    public static Catalogue of(AudModel client) {
        return new Catalogue(client, "Models", true, Optional.empty());
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
        return new Catalogue(client, text, reuses, trusted);
    }

    /** Reads everything, and takes nothing from the page that is there. */
    public Catalogue readingAll() {
        return new Catalogue(client, title, false, trusted);
    }

    /**
     * Verifies signatures: the page says of each whether somebody signed it who is trusted, and that it is about its model. The
     * files of models are not looked at, which a load or {@code audmodel verify} does. Without this, signatures are named and
     * not verified.
     *
     * @param verifier whose signatures count, such as {@link io.audmodel.signing.TrustedKeys}
     */
    public Catalogue trusting(ModelVerifier verifier) {
        return new Catalogue(client, title, reuses, Optional.of(verifier));
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
        return write(SiteFolder.of(folder));
    }

    /**
     * Reads what {@link #write(Path)} reads, and writes nothing.
     *
     * @return what it would return
     * @throws InvalidArgumentException as {@link #write(Path)}, and all else that is about reading and the size of the page
     */
    public CatalogueReport plan(Path folder) {
        return write(SiteFolder.of(folder).planned());
    }

    /**
     * Writes the page into the first repository of a client, in place of an earlier one, as {@link #write(Path)} does into a
     * folder. It is the object {@code _uid/index.html}, where no model can be, and which no release of the Python package looks
     * at; a bucket serves it as a page.
     *
     * @param destination this client or another one, which stays yours to close
     * @throws InvalidArgumentException if something else has that name; nothing was written
     * @throws io.audmodel.error.ConflictException if another catalogue was written there meanwhile, which stays
     * @throws CatalogueNotWrittenException if the page cannot be made on this machine
     * @throws io.audmodel.error.LimitExceededException as {@link #write(Path)}
     * @throws io.audmodel.error.BackendException if a repository cannot be listed, read or written; the page stays as it was
     * @throws io.audmodel.error.OfflineException if one of the clients is offline
     */
    public CatalogueReport write(AudModel destination) {
        return write(SiteRepository.of(destination));
    }

    private CatalogueReport write(Site site) {
        EarlierPage earlier = reuses ? site.earlierPage() : EarlierPage.none();
        SignatureStates states = new SignatureStates(trusted);
        CatalogueReader reader = new CatalogueReader(
                client, earlier, states, Runtime.getRuntime().maxMemory());
        List<CatalogueEntry> entries = reader.versions();
        List<AliasEntry> aliases = reader.aliases();
        PageData data = new PageData(reader.places(), aliases, entries, Instant.now(), states.trusted());
        URI page = site.replace(out -> new CataloguePage(title, data).write(out));
        return CatalogueReport.of(page, entries, aliases);
    }
}
