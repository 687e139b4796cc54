package io.audmodel.backend.s3;

import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PreparedContent;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.s3.Conditions.Form;
import io.audmodel.backend.support.ContentTypes;
import io.audmodel.backend.support.Spool;
import io.audmodel.model.Checksum;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Writes objects. All content is read first, since its checksum is sent before it. */
final class S3Writer {

    static final String CHECKSUM = "checksum";
    static final String OWNER = "owner";

    private static final int BLOCK = 128 << 10;

    private final Bucket bucket;
    private final S3Errors errors;
    private final S3Reader reader;
    private final Conditions conditions;
    private final S3Options setup;
    private final PartChecks checks;

    S3Writer(Bucket bucket, S3Errors errors, S3Reader reader, Conditions conditions, S3Options setup) {
        this.bucket = bucket;
        this.errors = errors;
        this.reader = reader;
        this.conditions = conditions;
        this.setup = setup;
        this.checks = new PartChecks(bucket.isPlain());
    }

    ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        Optional<ReadContent> ahead =
                content instanceof ContentAhead prepared ? prepared.readAhead() : Optional.empty();
        if (ahead.isPresent()) {
            return store(path, ahead.get(), mode);
        }
        try (ReadContent read = read(path, content)) {
            return store(path, read, mode);
        }
    }

    /** Reads all of the content, which the caller closes. */
    ReadContent read(ObjectPath path, Content content) {
        OptionalLong most = content.longest();
        PartChecksums checksums = new PartChecksums(
                most.isPresent() ? PartedUpload.partLength(most.getAsLong()) : PartedUpload.PART,
                Set.of(checks.wanted()));
        return reading(path, () -> {
            Spool spool = Spool.inPlace(path, content, setup.temporaryRoot(), checksums);
            checksums.digest();
            return new ReadContent(spool, checksums);
        });
    }

    /** Empty for content that is read in no time. */
    Optional<PreparedContent> prepare(ObjectPath path, Content content) {
        return content.longest().orElse(Long.MAX_VALUE) <= setup.inOnePiece()
                ? Optional.empty()
                : Optional.of(new ContentAhead(content, () -> read(path, content)));
    }

    private ObjectInfo store(ObjectPath path, ReadContent read, PutMode mode) {
        Spool spool = read.spool();
        long length = spool.length().orElseThrow();
        Checksum checksum = spool.checksum().orElseThrow();
        Form form = length > setup.inOnePiece() ? Form.PARTS : Form.WHOLE;
        Commit commit = new Commit(errors, setup.retry(), reader, conditions, path, mode, form);
        Labels labels = new Labels(
                ContentTypes.of(path),
                Map.of(CHECKSUM, checksum.hex(), OWNER, setup.owner(), Commit.MARK, commit.mark()));
        String etag = reading(
                path,
                () -> form == Form.PARTS
                        ? inParts(path, read, mode, commit, labels)
                        : whole(path, spool, mode, commit, labels));
        return new ObjectInfo(path, length, S3Reader.seconds(setup.clock().instant()), checksum, reader.revision(etag));
    }

    /** A step that reads the content. */
    private interface Reading<T> {

        T run() throws IOException;
    }

    private <T> T reading(ObjectPath path, Reading<T> step) {
        try {
            return step.run();
        } catch (UncheckedIOException e) {
            throw errors.unreadable(path, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw errors.unreadable(path, e);
        }
    }

    private String whole(ObjectPath path, Spool spool, PutMode mode, Commit commit, Labels labels) {
        long length = spool.length().orElseThrow();
        return commit.run(condition -> {
            PutObjectRequest.Builder request = PutObjectRequest.builder()
                    .bucket(bucket.name())
                    .key(bucket.key(path))
                    .contentType(labels.type())
                    .contentMD5(base64(spool.checksum().orElseThrow()))
                    .metadata(labels.metadata());
            if (mode.kind() == PutMode.Kind.CREATE) {
                request.ifNoneMatch(condition);
            } else {
                request.ifMatch(condition);
            }
            return bucket.client()
                    .putObject(request.build(), body(spool, 0, length))
                    .eTag();
        });
    }

    private String inParts(ObjectPath path, ReadContent read, PutMode mode, Commit commit, Labels labels)
            throws IOException {
        if (mode.kind() != PutMode.Kind.OVERWRITE) {
            commit.check();
        }
        try (PartedUpload upload = new PartedUpload(bucket, errors, setup, path, read, checks)) {
            upload.send(labels);
            read.spool().requireUnchanged();
            return commit.run(condition -> upload.complete(mode, condition));
        }
    }

    /** A part of the content as the body of a request, which can be sent again. */
    static RequestBody body(Spool spool, long offset, long count) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        // Some clients read a few KB at a time.
                        return new BufferedInputStream(spool.open(offset, count), BLOCK);
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read the content again", e);
                    }
                },
                count,
                "application/octet-stream");
    }

    static String base64(Checksum checksum) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(checksum.hex()));
    }

    /**
     * The labels of an object.
     *
     * @param type the content type
     * @param metadata the user metadata
     */
    record Labels(String type, Map<String, String> metadata) {}
}
