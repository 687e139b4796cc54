package io.audmodel.backend.artifactory;

import io.audmodel.backend.ByteRange;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.http.client.methods.HttpHead;
import org.jspecify.annotations.Nullable;

/** Reads objects: their info by HEAD, and their bytes. */
final class ArtifactoryReader {

    /** Of smaller objects unwanted bytes are skipped; a larger one is copied into a file. */
    private static final int LARGE = 16 << 20;

    private final Requests calls;
    private final RetryPolicy retryPolicy;
    private final Path temporaryRoot;

    ArtifactoryReader(Requests calls, RetryPolicy retryPolicy, Path temporaryRoot) {
        this.calls = calls;
        this.retryPolicy = retryPolicy;
        this.temporaryRoot = temporaryRoot;
    }

    Optional<ObjectInfo> stat(String operation, ObjectPath path) {
        return retryPolicy.run(() -> look(operation, path));
    }

    private Optional<ObjectInfo> look(String operation, ObjectPath path) {
        HttpHead head = new HttpHead(calls.address().object(path));
        try (Answer answer = calls.send(operation, path.text(), head)) {
            if (answer.status() == 404) {
                calls.requireRepository(operation, path.text());
                return Optional.empty();
            }
            if (answer.status() == 200 || answer.isRedirect()) {
                Optional<ObjectInfo> info =
                        answer.status() == 200 ? ItemInfo.ofHeaders(path, answer) : Optional.empty();
                // A folder, or a server that redirects even this request.
                return info.isPresent() ? info : described(operation, path);
            }
            throw calls.errors().refused(operation, path.text(), answer);
        }
    }

    private Optional<ObjectInfo> described(String operation, ObjectPath path) {
        return calls.item(operation, path.text()).flatMap(item -> ItemInfo.of(path, item));
    }

    ObjectBody get(ObjectPath path, ByteRange range) {
        Opened opened = retryPolicy.run(() -> open(path, range));
        if (opened.isMoreThan(range)) {
            ResumingStream whole = new ResumingStream(opened, ByteRange.all(), this::reopen, retryPolicy);
            try {
                return LocalCopy.of(whole, opened.info(), range, temporaryRoot);
            } catch (IOException e) {
                throw calls.errors().uncopied(path, e);
            } finally {
                whole.close();
            }
        }
        return new ObjectBody(opened.info(), new ResumingStream(opened, range, this::reopen, retryPolicy));
    }

    private Opened reopen(ObjectInfo info, long offset, long length) {
        return open(info.path(), ByteRange.of(offset, length));
    }

    /**
     * An answer and the object it is about.
     *
     * @param position the place in the object at which the body begins
     */
    record Opened(ObjectInfo info, Answer answer, long position) {

        /** Whether a server without ranges sends a large object in place of a requested part. */
        boolean isMoreThan(ByteRange range) {
            long end = range.offset() + range.lengthWithin(info.size());
            return !range.isAll()
                    && answer.status() == 200
                    && info.size() > LARGE
                    && (range.offset() > 0 || end < info.size());
        }
    }

    private Opened open(ObjectPath path, ByteRange range) {
        Answer answer = calls.get("get", path.text(), calls.address().object(path), header(range));
        boolean taken = false;
        try {
            Opened opened = opened(path, range, answer);
            taken = true;
            return opened;
        } finally {
            if (!taken) {
                answer.close();
            }
        }
    }

    private Opened opened(ObjectPath path, ByteRange range, Answer answer) {
        int status = answer.status();
        if (!answer.isRedirected() && status == 404) {
            answer.text();
            calls.requireRepository("get", path.text());
            throw calls.errors().notFound(path);
        }
        if (status == 416 && !range.isAll()) {
            answer.text();
            ObjectInfo info = stat("get", path).orElseThrow(() -> calls.errors().notFound(path));
            requireWithin(info, range);
        }
        if (status != 200 && status != 206) {
            throw calls.errors().refused("get", path.text(), answer);
        }
        ObjectInfo info = ItemInfo.ofHeaders(path, answer)
                .or(() -> stat("get", path))
                .orElseThrow(() -> calls.errors().notFound(path));
        if (!ItemInfo.hasChecksum(answer) && !answer.isRedirected()
                || status == 200 && answer.length().orElse(info.size()) != info.size()) {
            // The object exists, and the answer is a page in its place.
            throw calls.errors().noArtifactory("get", path.text(), null);
        }
        requireWithin(info, range);
        return new Opened(info, answer, status == 206 ? start(path, range, answer) : 0);
    }

    private void requireWithin(ObjectInfo info, ByteRange range) {
        if (!range.isAll() && range.offset() >= info.size()) {
            throw calls.errors().beyond(info.path(), range);
        }
    }

    /** The start of a partial body, which may begin before the requested byte, but not after it. */
    private long start(ObjectPath path, ByteRange range, Answer answer) {
        return ContentRange.of(answer)
                .map(ContentRange::start)
                .filter(start -> start <= range.offset())
                .orElseThrow(() -> calls.errors().oddRange(path, range));
    }

    private static @Nullable String header(ByteRange range) {
        if (range.isAll()) {
            return null;
        }
        boolean open = range.length() > Long.MAX_VALUE - range.offset();
        return "bytes=" + range.offset() + "-" + (open ? "" : range.offset() + range.length() - 1);
    }
}
