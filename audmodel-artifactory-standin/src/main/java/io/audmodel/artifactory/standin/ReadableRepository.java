package io.audmodel.artifactory.standin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What the three kinds of repositories have in common: they can be read. */
interface ReadableRepository {

    String key();

    /** The kind, as {@code rclass} of a repository's configuration has it. */
    String kind();

    /** What a configuration of this kind has beside what all have. */
    Map<String, Object> configuration();

    /** @throws IOException if it has to be fetched from elsewhere, and that fails */
    Optional<StoredFile> file(String path) throws IOException;

    Optional<StoredFile.Origin> folder(String path);

    SortedMap<String, StoredFile> files(String folder);

    SortedMap<String, Boolean> children(String folder);

    Map<String, List<String>> properties(String path);

    /**
     * Where what is deployed here goes.
     *
     * @throws Refusal if nothing can be deployed here
     */
    LocalRepository deployed();
}
