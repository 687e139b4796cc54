package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.admission.Admission;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.claim.Claim;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.CorruptArchiveException;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.NotFoundException;
import io.audmodel.fetch.KeptArchive;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Version;
import io.audmodel.serializer.Serializer;
import io.audmodel.store.Aliases;
import io.audmodel.store.HeaderCodec;
import io.audmodel.store.Headers;
import io.audmodel.store.Layout;
import io.audmodel.store.LocatedModel;
import io.audmodel.store.PublishedParts;
import io.audmodel.store.References;
import io.audmodel.store.Repositories;
import io.audmodel.store.SignatureFiles;
import io.audmodel.store.Store;
import io.audmodel.store.StoredDocument;
import io.audmodel.store.Versions;
import io.audmodel.trust.ModelSignature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Copy: the model is found; unless the destination has it, archive, metadata and header are sent in the order of a
 * publish, byte for byte. An interrupted copy is invisible, and resumes when it is repeated.
 */
final class Copier {

    private final Repositories repositories;
    private final References references;
    private final Versions versions;
    private final Aliases aliases;
    private final Serializer serializer;
    private final HeaderCodec codec;
    private final Loader loader;
    private final Admission admission;
    private final Path temporaryRoot;
    private final ProgressListener progress;

    /** @param loader refuses what the client does not let in */
    Copier(
            Repositories repositories,
            References references,
            Versions versions,
            Aliases aliases,
            Serializer serializer,
            Loader loader,
            Admission admission,
            Path temporaryRoot,
            ClientOptions settings) {
        this.repositories = repositories;
        this.references = references;
        this.versions = versions;
        this.aliases = aliases;
        this.serializer = serializer;
        this.codec = new HeaderCodec(serializer);
        this.loader = loader;
        this.admission = admission;
        this.temporaryRoot = temporaryRoot;
        this.progress = settings.progress();
    }

    CopyReport copy(CopyRequest request, CopyTarget target) {
        List<ExactRef> copied = new ArrayList<>();
        List<ExactRef> present = new ArrayList<>();
        long bytes = 0;
        for (ModelKey key : keys(request)) {
            StoredDocument header = repositories
                    .first("model " + key.ref(), store -> store.readHeader(key))
                    .orElseThrow(() -> repositories.noModel(key.ref().toString()));
            if (isPresent(key, header, target.store())) {
                if (!admission.isOpen()) {
                    loader.load(key.ref());
                }
                present.add(key.ref());
                copySignatures(key, header.store(), target.store());
            } else {
                bytes += send(key, header, request.hasMeta(), target);
                copied.add(key.ref());
            }
            if (request.hasAliases()) {
                aliasesOf(key).forEach(alias -> target.aliases().point(alias, key, target.store()));
            }
        }
        return new CopyReport(copied, present, bytes);
    }

    private List<ModelKey> keys(CopyRequest request) {
        ModelKey key = references.resolve(request.ref());
        if (!request.hasAllVersions()) {
            return List.of(key);
        }
        List<Version> all = versions.of(key.id());
        return all.stream().map(version -> new ModelKey(key.id(), version)).toList();
    }

    /** Header and archive are immutable, so comparing them once is enough. */
    private boolean isPresent(ModelKey key, StoredDocument header, Store there) {
        if (there.place().equals(header.store().place())) {
            return true;
        }
        return there.readHeader(key)
                .map(found -> {
                    if (!Arrays.equals(found.bytes(), header.bytes())) {
                        throw new AlreadyExistsException("model " + key + " exists in " + there + ", and is another one"
                                + " than that of " + header.store()
                                + ": their headers differ. Publish one of them as another version");
                    }
                    return true;
                })
                .orElse(false);
    }

    /** Returns how many bytes of the archive were sent. */
    private long send(ModelKey key, StoredDocument header, boolean withMeta, CopyTarget target) {
        Store from = header.store();
        ModelHeader decoded = codec.decode(header.bytes(), key, header.source());
        ObjectPath path = Layout.archive(key, decoded);
        ObjectInfo info = from.backend().stat(path).orElseThrow(() -> incomplete(key, path, from));
        requireNamed(header, info);
        Content meta = Content.of(withMeta ? metaOf(key, header) : serializer.write(null));
        if (admission.isOpenTo(from)) {
            return send(key, header, new StoredContent(from, info, Phase.COPY, progress), meta, target);
        }
        StoredContent archive = new StoredContent(from, info, Phase.DOWNLOAD, progress);
        LocatedModel model = new LocatedModel(from, key, decoded, PublishedParts.in(header.bytes()));
        // What is judged is what is sent: another answer for the archive could be another archive.
        try (KeptArchive kept = KeptArchive.fetch(path, archive, temporaryRoot)) {
            loader.judge(model, kept);
            return send(key, header, archive.keptIn(kept), meta, target);
        }
    }

    private long send(ModelKey key, StoredDocument header, StoredContent archive, Content meta, CopyTarget target) {
        Store from = header.store();
        Checksum holder = Checksum.md5(header.bytes());
        Claim claim = new Claim(
                target.store(), key, target.clock(), target.grace(), () -> holder, () -> holder, archive.size());
        claim.publish(again -> {
            archive.requireSame(claim.resume(archive.path(), archive));
            claim.replace(Layout.meta(key), meta);
            copySignatures(key, from, target.store());
            return Content.of(header.bytes());
        });
        return archive.sent();
    }

    /** Those that the destination does not have as they are here; it keeps others. */
    private static void copySignatures(ModelKey key, Store from, Store to) {
        if (from.place().equals(to.place())) {
            return;
        }
        List<ModelSignature> missing = new ArrayList<>(SignatureFiles.in(from, key));
        if (!missing.isEmpty()) {
            missing.removeAll(SignatureFiles.in(to, key));
            missing.forEach(signature -> SignatureFiles.put(to, key, signature));
        }
    }

    /** The length tells most archives of other publishes apart; loading the copy tells the rest. */
    private static void requireNamed(StoredDocument header, ObjectInfo archive) {
        PublishedParts.in(header.bytes())
                .filter(parts -> parts.archive().length() != archive.size())
                .ifPresent(parts -> {
                    throw new CorruptArchiveException(
                            archive.path() + " of " + header.store() + " has " + archive.size()
                                    + " bytes, and the model's header names an archive of "
                                    + parts.archive().length() + ": it is another publish's, and nothing was copied");
                });
    }

    private static byte[] metaOf(ModelKey key, StoredDocument header) {
        Store from = header.store();
        ObjectPath path = Layout.meta(key);
        StoredDocument meta = from.read(path).orElseThrow(() -> incomplete(key, path, from));
        Headers.requireOwn(header, meta);
        return meta.bytes();
    }

    private static CorruptContentException incomplete(ModelKey key, ObjectPath path, Store store) {
        return new CorruptDocumentException("model " + key + " in " + store + " has a header, and no " + path
                + ": it was published or removed in part; publish it anew");
    }

    /** The aliases that point to the model; the Python package leaves others in its list. */
    private SortedSet<Alias> aliasesOf(ModelKey key) {
        SortedSet<Alias> pointing = aliases.of(key).orElseGet(TreeSet::new);
        pointing.removeIf(alias -> !pointsTo(alias, key.ref()));
        return pointing;
    }

    private boolean pointsTo(Alias alias, ModelRef ref) {
        try {
            return aliases.resolve(alias).equals(ref);
        } catch (NotFoundException e) {
            return false;
        }
    }
}
