package io.audmodel.inventory;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.RepositoryAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One repository as it is stored. Thread-safe. Nothing is remembered: each call lists or reads anew, and throws a {@link
 * io.audmodel.error.BackendException} if the repository does not answer in full.
 */
public interface RepositoryInventory {

    /** Returns the repository. */
    RepositoryAddress place();

    /** Returns how far the clock of the store is ahead of this machine's, as its last answer told; zero if none did. */
    Duration clockAhead();

    /** Returns what time it is by the client's clock, and {@link #clockAhead}. */
    Instant now();

    /** Lists the visible versions, and what is beside their headers. One listing. */
    List<StoredVersion> versions();

    /** Lists the aliases. One listing. */
    List<StoredAlias> aliases();

    /**
     * Lists what nobody can see, by id, however young it is: what is younger than the grace period of publishers belongs to
     * one that may be at work. One listing of the whole repository.
     */
    List<Remains> remains();

    /**
     * Reads where an alias of this repository points; empty if it is gone.
     *
     * @throws io.audmodel.error.CorruptDocumentException if the document names no id
     */
    Optional<ExactRef> target(Alias alias);

    /**
     * Reads the names in the list of a version's aliases, and when the list was written; empty if there is none. An alias in
     * it may point elsewhere; one that is about to point to the version is in it before it does.
     */
    Optional<ListedAliases> listedAliases(ModelKey key);

    /**
     * Reads the header document of a visible version; empty if there is none.
     *
     * @throws io.audmodel.error.CorruptContentException if it cannot be read as a header of this version
     */
    Optional<StoredHeader> header(ModelKey key);

    /** Returns the path of a version's archive. */
    ObjectPath archive(ModelKey key, ModelHeader header);

    /** Returns what is at the path; empty only if the store says that nothing is there. */
    Optional<ObjectInfo> stat(ObjectPath path);

    /** Reads a small object, of at most a few MiB; empty if there is none. */
    Optional<byte[]> read(ObjectPath path);

    /** Lists all objects below the path. */
    List<ObjectInfo> list(ObjectPath prefix);

    /**
     * Opens an object for reading, as {@link io.audmodel.backend.Backend#get} does; close it.
     *
     * @throws io.audmodel.error.ObjectNotFoundException if there is none
     */
    ObjectBody open(ObjectPath path, ByteRange range);

    /**
     * Writes an object beside the models, such as a page or a note.
     *
     * @throws io.audmodel.error.InvalidArgumentException if the path is one of a model or an alias, which other calls write
     * @throws io.audmodel.error.ObjectExistsException if the mode is {@code create} and there is an object
     * @throws io.audmodel.error.ConflictException if the mode is {@code replace} and the object has changed
     */
    ObjectInfo put(ObjectPath path, Content content, PutMode mode);

    /**
     * Deletes an object beside the models; succeeds if it is absent already.
     *
     * @throws io.audmodel.error.InvalidArgumentException if the path is one of a model or an alias
     */
    void delete(ObjectPath path);

    /** Returns the address of the path for people and other tools. Makes no request. */
    URI url(ObjectPath path);

    /** Returns the path of a page about all models. */
    ObjectPath page();

    /** Returns the path of the object by which a repository refuses to be tidied; its content says why. */
    ObjectPath refusal();

    /** Returns the folder of notes about what was removed. */
    ObjectPath removals();

    /** Says why {@link #remove} would keep these remains as they are now; empty if it would remove them. Changes nothing. */
    Optional<String> reprieve(Remains remains, Duration grace);

    /**
     * Removes remains that are older than the grace period, and nothing of a visible version. Other publishers are kept out
     * meanwhile, and a publish that begins or resumes at this moment either keeps the remains, or ends with a {@link
     * io.audmodel.error.PublishInProgressException}. If this breaks off, nothing is visible, and repeating it completes it:
     * at once what others have not begun to remove, and the rest ten minutes later.
     *
     * @param grace how old each object has to be; at least an hour
     * @throws io.audmodel.error.InvalidArgumentException if the grace period is shorter
     */
    RemovalResult remove(Remains remains, Duration grace, Objection objection);

    /**
     * Removes a visible version: its header first, by one conditional write, so that it is invisible before anything else
     * is missing. If this breaks off before, the version is as it was; if it breaks off afterwards, it is invisible, and
     * {@link #remove} completes it.
     *
     * @param header the header that the version has to have at that moment
     */
    RemovalResult retire(ModelKey key, StoredHeader header, Objection objection);
}
