package io.audmodel;

import io.audmodel.Progress.Phase;
import io.audmodel.archive.pack.ModelArchive;
import io.audmodel.backend.Content;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PreparedContent;
import io.audmodel.call.ParallelCheck;
import io.audmodel.claim.Claim;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelId;
import io.audmodel.model.ModelKey;
import io.audmodel.serializer.Serializer;
import io.audmodel.store.Aliases;
import io.audmodel.store.HeaderCodec;
import io.audmodel.store.Layout;
import io.audmodel.store.PublishedParts;
import io.audmodel.store.Repositories;
import io.audmodel.store.SignatureFiles;
import io.audmodel.store.Store;
import io.audmodel.trust.ModelSignature;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publish: the request is checked, the folder packed, the archive stored, the header committed. The archive is the
 * claim, the header the commit: a model is visible when, and only when, it is whole. Where a store has to know the
 * checksum of the archive first, the files are read while the repositories are asked whether there is such a model.
 */
final class Publisher {

    private final Repositories repositories;
    private final Aliases aliases;
    private final HeaderCodec codec;
    private final Serializer serializer;
    private final Environment environment;
    private final Clock clock;
    private final Duration grace;
    private final ProgressListener progress;

    Publisher(Repositories repositories, Aliases aliases, Serializer serializer, ClientOptions settings) {
        this.repositories = repositories;
        this.aliases = aliases;
        this.codec = new HeaderCodec(serializer);
        this.serializer = serializer;
        this.environment = settings.environment();
        this.clock = settings.clock();
        this.grace = settings.grace();
        this.progress = settings.progress();
    }

    ModelId publish(PublishRequest request) {
        Store store = repositories.named(request.repository());
        ModelHeader header = headerOf(request);
        ModelKey key = ModelKey.of(header.id());
        byte[] fields = codec.encode(header);
        byte[] values = serializer.write(request.meta().orElse(null));
        ParallelCheck absence = new ParallelCheck(() -> requireAbsent(key));
        ModelArchive archive = ModelArchive.pack(request.root(), request.compression(), (done, total) -> {
            absence.requireNoFailure();
            progress.onProgress(new Progress(Phase.PUBLISH, done, total));
        });
        Optional<ModelSignature> signature = request.signer().map(signer -> signer.sign(request.root(), key, header));

        ObjectPath place = Layout.archive(key, header);
        try (@Nullable
                PreparedContent ahead = store.backend().prepare(place, archive).orElse(null)) {
            if (ahead == null) {
                requireAbsent(key);
            } else {
                absence.during(ahead::read);
            }
            Claim claim = new Claim(
                    store,
                    key,
                    clock,
                    request.takesOver() ? Duration.ZERO : grace,
                    () -> Checksum.md5(metadata(archive, values)),
                    () -> archive.sources(fields, values),
                    Math.max(archive.longest().orElseThrow(), values.length));
            claim.publish(again -> {
                ModelArchive written = again ? archive.unique() : archive;
                claim.put(place, again || ahead == null ? written : ahead);
                byte[] metadata = metadata(written, values);
                claim.put(Layout.meta(key), Content.of(metadata));
                signature.ifPresent(signed -> SignatureFiles.put(store, key, signed));
                return Content.of(
                        PublishedParts.of(written.fingerprint(), metadata).header(fields));
            });
        }
        request.alias().ifPresent(alias -> aliases.pointToNew(alias, key, store));
        return header.id();
    }

    private static byte[] metadata(ModelArchive archive, byte[] values) {
        return PublishedParts.metadata(archive.fingerprint(), values);
    }

    private ModelHeader headerOf(PublishRequest request) {
        return new ModelHeader(
                request.author().orElseGet(environment::userName),
                request.date().orElseGet(() -> LocalDate.now(clock)),
                request.name(),
                request.parameters(),
                request.subgroup(),
                request.version());
    }

    /**
     * An id is taken if any repository has it. A repository that does not answer ends the publish, since it may have
     * the id.
     */
    private void requireAbsent(ModelKey key) {
        repositories
                .firstOfAllAnswering(store -> store.statHeader(key).map(info -> store))
                .ifPresent(store -> {
                    throw new AlreadyExistsException("model " + key + " exists already in " + store
                            + "; ids are immutable: publish another version");
                });
    }
}
