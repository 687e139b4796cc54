package io.audmodel;

import io.audmodel.admission.Admission;
import io.audmodel.backend.Environment;
import io.audmodel.cache.Cache;
import io.audmodel.cache.HeldModel;
import io.audmodel.call.Calls;
import io.audmodel.claim.StoredInventory;
import io.audmodel.config.Configuration;
import io.audmodel.error.NotFoundException;
import io.audmodel.fetch.MemoryBudget;
import io.audmodel.follow.poll.ModelSource;
import io.audmodel.inventory.RepositoryInventory;
import io.audmodel.model.Alias;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.ResolvedModel;
import io.audmodel.model.Version;
import io.audmodel.serializer.Serializer;
import io.audmodel.store.AliasCodec;
import io.audmodel.store.AliasNotes;
import io.audmodel.store.Aliases;
import io.audmodel.store.DocumentCache;
import io.audmodel.store.HeaderCodec;
import io.audmodel.store.Headers;
import io.audmodel.store.HealthCheck;
import io.audmodel.store.Layout;
import io.audmodel.store.Metadata;
import io.audmodel.store.References;
import io.audmodel.store.Repositories;
import io.audmodel.store.SignatureFiles;
import io.audmodel.store.StoredObjects;
import io.audmodel.store.VersionNotes;
import io.audmodel.store.Versions;
import io.audmodel.trust.ModelSignatures;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The components of a client or view: one for each walk, and those that several walks share. */
record Components(
        Repositories repositories,
        Headers headers,
        Versions versions,
        Aliases aliases,
        References references,
        Metadata metadata,
        Loader loader,
        ModelFiles files,
        Publisher publisher,
        Finder finder,
        Copier copier,
        HealthCheck health) {

    static Components of(Resources resources, Supplier<Cache> cache, Path cacheRoot, ClientOptions set, Calls calls) {
        ClientOptions settings = set.withProgress(new CallerProgress(set.progress()));
        Repositories repositories = resources.repositories();
        Serializer serializer = resources.serializer();
        DocumentCache documents = new DocumentCache(cache);
        Headers headers = new Headers(repositories, documents, new HeaderCodec(serializer));
        Versions versions =
                new Versions(repositories, documents, new VersionNotes(documents, repositories, settings.clock()));
        AliasNotes notes = new AliasNotes(documents, repositories, settings.clock());
        AliasCodec codec = new AliasCodec(serializer);
        Aliases aliases = new Aliases(repositories, versions, codec, notes, settings.clock());
        References references =
                new References(versions, aliases, headers, documents, repositories, resources.staleIfError());
        Metadata metadata = new Metadata(repositories, headers, documents, serializer, resources.staleIfError());
        AliasTargets targets = new AliasTargets(repositories, aliases, notes, codec);
        Admission admission = new Admission(resources.policies(), headers);
        Function<FilePatterns, Cache> parts = wanted -> cache.get().part(wanted.key());
        MemoryBudget memory = resources.memory();
        Loader loader = new Loader(references, headers, admission, cache, parts, memory, settings, calls);
        return new Components(
                repositories,
                headers,
                versions,
                aliases,
                references,
                metadata,
                loader,
                new ModelFiles(references, headers, admission, loader, cache, documents, memory, settings, calls),
                new Publisher(repositories, aliases, serializer, settings),
                new Finder(repositories, headers, metadata, targets, documents, calls),
                new Copier(
                        repositories,
                        references,
                        versions,
                        aliases,
                        serializer,
                        loader,
                        admission,
                        resources.temporaryRoot(),
                        settings),
                new HealthCheck(
                        repositories,
                        cache,
                        cacheRoot,
                        resources.settings(),
                        () -> Configuration.warnings(Environment.system()),
                        resources.exposures()));
    }

    ModelKey resolve(ModelRef ref) {
        return references.resolve(ref);
    }

    /** As {@link #resolve}, but in an outage what is cached, if the client wants that. */
    ResolvedModel resolveOrCached(ModelRef ref) {
        return references.resolveLikeLoads(ref, headers::isCached);
    }

    /** The header; no worker is needed where it is cached, and resolving the reference needs no request. */
    ModelHeader header(ModelRef ref, Calls calls) {
        return calls.run(
                "header",
                ref,
                () -> references.known(ref).flatMap(headers::cached),
                () -> headers.header(references
                        .resolveLikeLoads(ref, key -> headers.cached(key).isPresent())
                        .key()));
    }

    Map<Object, Object> meta(ModelRef ref) {
        return metadata.read(
                references.resolveLikeLoads(ref, key -> metadata.usable(key).isPresent()));
    }

    boolean exists(ModelRef ref) {
        try {
            return headers.exists(resolve(ref));
        } catch (NotFoundException e) {
            return false;
        }
    }

    Map<Object, Object> updateMeta(ModelRef ref, UnaryOperator<Map<Object, Object>> change) {
        return metadata.update(resolve(ref), change);
    }

    /** The versions in all repositories, in ascending order. */
    List<Version> versionsOf(ModelRef ref) {
        return versions.of(references.withoutAlias(ref));
    }

    URI url(ModelRef ref, UrlType type) {
        ModelKey key = resolve(ref);
        return switch (type) {
            case MODEL -> headers.archiveUrl(key);
            case HEADER -> headers.documentUrl(key, Layout.header(key));
            case META -> headers.documentUrl(key, Layout.meta(key));
        };
    }

    ModelKey setAlias(Alias alias, ModelRef ref) {
        Objects.requireNonNull(alias, "the alias is null").requireStorable();
        ModelKey target = resolve(ref);
        aliases.point(alias, target, headers.requireHolder(target));
        return target;
    }

    SortedSet<Alias> aliasesOf(ModelRef ref) {
        ModelKey key = resolve(ref);
        return aliases.of(key).orElseGet(() -> {
            headers.requireExists(key);
            return new TreeSet<>();
        });
    }

    /** Where followers get their models from; they are the client's calls. */
    ModelSource source(
            Function<ExactRef, HeldModel> holder, Consumer<ExactRef> repairer, ClientOptions settings, Calls calls) {
        return new ModelSource(calls, references, holder, repairer, settings.events(), settings.clock());
    }

    ModelSignatures signatures(ModelRef ref, Calls calls) {
        return new SignatureFiles(ref, references, headers, calls);
    }

    List<RepositoryInventory> inventories(Serializer serializer, ClientOptions settings, Calls calls) {
        AliasCodec codec = new AliasCodec(serializer);
        HeaderCodec header = new HeaderCodec(serializer);
        return repositories.stores().stream()
                .<RepositoryInventory>map(store ->
                        new StoredInventory(store, new StoredObjects(store, codec, header), calls, settings.clock()))
                .toList();
    }

    /** @param others makes the components for another cache */
    Verifier verifier(ModelKey key, Supplier<Cache> cache, Function<Cache, Components> others) {
        return new Verifier(
                key,
                headers,
                metadata,
                cache,
                apart -> others.apply(apart).loader.load(key.ref()));
    }

    /** This client as the destination of another client's copy. */
    CopyTarget copyTarget(Optional<Repository> repository, ClientOptions settings) {
        return new CopyTarget(repositories.named(repository), aliases, settings.clock(), settings.grace());
    }
}
