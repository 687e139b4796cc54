package io.audmodel;

import io.audmodel.cache.Cache;
import io.audmodel.serializer.Serializer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rooms of a client, or of one view of it: one for each walk, and those that several walks pass. */
record Rooms(
        Headers headers,
        Versions versions,
        Aliases aliases,
        References references,
        Metadata metadata,
        Loader loader,
        ModelFiles files,
        Publisher publisher,
        Finder finder,
        Copier copier) {

    static Rooms of(Resources resources, Supplier<Cache> cache, Settings settings) {
        Repositories repositories = resources.repositories();
        Serializer serializer = resources.serializer();
        DocumentCache documents = new DocumentCache(cache);
        Headers headers = new Headers(repositories, documents, new HeaderCodec(serializer));
        Versions versions = new Versions(repositories, documents);
        AliasNotes notes = new AliasNotes(documents, repositories, settings.clock());
        AliasCodec codec = new AliasCodec(serializer);
        Aliases aliases = new Aliases(repositories, versions, codec, notes);
        References references = new References(versions, aliases, documents);
        Metadata metadata = new Metadata(repositories, headers, documents, serializer);
        AliasTargets targets = new AliasTargets(repositories, aliases, notes, codec);
        Function<FilePatterns, Cache> parts = wanted -> cache.get().part(wanted.key());
        Memory memory = resources.memory();
        return new Rooms(
                headers,
                versions,
                aliases,
                references,
                metadata,
                new Loader(references, headers, cache, parts, memory, settings),
                new ModelFiles(references, headers, cache, memory, settings),
                new Publisher(repositories, aliases, serializer, settings),
                new Finder(repositories, headers, metadata, targets, documents),
                new Copier(repositories, references, versions, aliases, serializer, settings));
    }
}
