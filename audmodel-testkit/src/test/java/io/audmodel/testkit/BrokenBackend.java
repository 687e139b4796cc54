package io.audmodel.testkit;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.backend.Revision;
import io.audmodel.error.BackendException.Failure;
import io.audmodel.error.ObjectExistsException;
import io.audmodel.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Keeps all promises but one. */
final class BrokenBackend extends ForwardingBackend {

    /** What a careless adapter does, and the clauses that must notice. */
    enum Promise {
        NONE_MADE(List.of()),
        CREATE_CHECKS_THEN_ACTS(List.of("RACE-1")),
        LARGE_WRITE_CHECKS_THEN_ACTS(List.of("RACE-8", "RACE-9")),
        LARGE_CREATE_IS_TOLD_TO_LOSE(List.of("RACE-8", "RACE-10")),
        FOLDS_CASE(List.of("PATH-2")),
        CREATE_OVERWRITES(List.of("PUT-2", "RACE-1")),
        REPLACE_IGNORES_THE_REVISION(List.of("PUT-5", "RACE-2", "RACE-3")),
        REVISION_IS_THE_SIZE(List.of("STAT-7")),
        REVISION_COMES_BACK(List.of("STAT-8")),
        WRITES_IN_PLACE(List.of("PUT-12", "PUT-13")),
        KEEPS_WHAT_FAILED(List.of("PUT-13")),
        MIXES_TWO_STATES(List.of("RACE-4", "RACE-5")),
        RANGE_IS_ONE_TOO_LONG(List.of("GET-2")),
        RANGE_AFTER_THE_END_IS_EMPTY(List.of("GET-4", "GET-5")),
        INFO_IS_OF_THE_RANGE(List.of("GET-6")),
        ABSENT_IS_EMPTY(List.of("GET-7")),
        LENGTH_IS_NOT_CHECKED(List.of("PUT-14")),
        CHECKSUM_IS_NOT_CHECKED(List.of("PUT-15")),
        INTERRUPT_IS_SWALLOWED(List.of("PUT-16")),
        LIST_MATCHES_TEXT(List.of("LIST-2", "LIST-3")),
        LIST_ENDS_AFTER_A_PAGE(List.of("LIST-6")),
        DELETE_TAKES_ALL_BELOW(List.of("DELETE-4")),
        CLOSE_IS_FORGOTTEN(List.of("LIFE-3")),
        PLUS_IS_A_SPACE(List.of("URL-1"));

        private final List<String> clauses;

        Promise(List<String> clauses) {
            this.clauses = clauses;
        }

        List<String> clauses() {
            return clauses;
        }
    }

    private final Map<String, ObjectPath> names = new ConcurrentHashMap<>();
    private final Promise promise;

    BrokenBackend(Backend delegate, Promise promise) {
        super(delegate);
        this.promise = promise;
    }

    @Override
    public Set<Capability> capabilities() {
        return promise == Promise.NONE_MADE ? Set.of() : super.capabilities();
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return super.stat(folded(path)).map(this::told);
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        if (promise == Promise.ABSENT_IS_EMPTY && super.stat(path).isEmpty()) {
            return new ObjectBody(info(path, 0), new ByteArrayInputStream(new byte[0]));
        }
        if (promise == Promise.RANGE_AFTER_THE_END_IS_EMPTY
                && range.offset() >= super.stat(path).map(ObjectInfo::size).orElse(Long.MAX_VALUE)) {
            return new ObjectBody(super.stat(path).orElseThrow(), new ByteArrayInputStream(new byte[0]));
        }
        if (promise == Promise.RANGE_IS_ONE_TOO_LONG && range.length() < Long.MAX_VALUE) {
            return super.get(path, ByteRange.of(range.offset(), range.length() + 1));
        }
        ObjectBody body = super.get(folded(path), range);
        if (promise == Promise.INFO_IS_OF_THE_RANGE && !range.isAll()) {
            return new ObjectBody(info(path, range.lengthWithin(body.info().size())), body.stream());
        }
        return new ObjectBody(told(body.info()), body.stream());
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return switch (promise) {
            case CREATE_CHECKS_THEN_ACTS -> {
                if (mode.kind() == PutMode.Kind.CREATE && super.stat(path).isPresent()) {
                    throw new ObjectExistsException(new Failure("broken", "put", path.text(), "it exists"));
                }
                yield super.put(path, content, mode.kind() == PutMode.Kind.CREATE ? PutMode.overwrite() : mode);
            }
            case LARGE_WRITE_CHECKS_THEN_ACTS ->
                super.put(
                        path,
                        content,
                        content.length().orElse(0) < LargeRaceContract.LARGE ? mode : checked(path, mode));
            case LARGE_CREATE_IS_TOLD_TO_LOSE -> {
                ObjectInfo written = super.put(path, content, mode);
                if (written.size() >= LargeRaceContract.LARGE) {
                    throw new ObjectExistsException(new Failure("broken", "put", path.text(), "it exists"));
                }
                yield written;
            }
            case CREATE_OVERWRITES ->
                super.put(path, content, mode.kind() == PutMode.Kind.CREATE ? PutMode.overwrite() : mode);
            case REPLACE_IGNORES_THE_REVISION ->
                super.put(path, content, mode.kind() == PutMode.Kind.REPLACE ? PutMode.overwrite() : mode);
            case REVISION_IS_THE_SIZE, REVISION_COMES_BACK ->
                told(super.put(path, content, mode.kind() == PutMode.Kind.REPLACE ? PutMode.overwrite() : mode));
            case NONE_MADE -> told(super.put(path, content, mode));
            case WRITES_IN_PLACE -> {
                ObjectInfo begun = super.put(path, Content.of(new byte[0]), mode);
                yield super.put(path, content, PutMode.replace(begun));
            }
            case KEEPS_WHAT_FAILED -> super.put(path, whatCame(content), mode);
            case MIXES_TWO_STATES -> {
                byte[] bytes = bytes(content);
                bytes[bytes.length / 2]++;
                yield super.put(path, Content.of(bytes), mode);
            }
            case LENGTH_IS_NOT_CHECKED -> super.put(path, TestContent.ofUnknownLength(bytes(content)), mode);
            case CHECKSUM_IS_NOT_CHECKED ->
                super.put(path, TestContent.produced(content.length(), content::writeTo), mode);
            case INTERRUPT_IS_SWALLOWED -> {
                ObjectInfo written = super.put(path, content, mode);
                Thread.interrupted();
                yield written;
            }
            case FOLDS_CASE -> {
                names.putIfAbsent(path.text().toLowerCase(Locale.ROOT), path);
                yield super.put(folded(path), content, mode);
            }
            default -> super.put(path, content, mode);
        };
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        return switch (promise) {
            case LIST_MATCHES_TEXT ->
                super.list(new ObjectPath(prefix.segments().get(0)))
                        .filter(info -> info.path().text().startsWith(prefix.text()));
            case LIST_ENDS_AFTER_A_PAGE -> super.list(prefix).limit(1_000);
            default -> super.list(prefix).map(this::told);
        };
    }

    @Override
    public void delete(ObjectPath path) {
        if (promise == Promise.DELETE_TAKES_ALL_BELOW) {
            super.list(path).toList().forEach(info -> super.delete(info.path()));
        }
        super.delete(path);
    }

    @Override
    public URI url(ObjectPath path) {
        return promise == Promise.PLUS_IS_A_SPACE
                ? URI.create("memory:/" + path.text().replace("+", "%20"))
                : super.url(path);
    }

    @Override
    public void close() {
        if (promise != Promise.CLOSE_IS_FORGOTTEN) {
            super.close();
        }
    }

    private PutMode checked(ObjectPath path, PutMode mode) {
        Optional<Revision> found = super.stat(path).flatMap(ObjectInfo::revision);
        Optional<Revision> wanted =
                mode.kind() == PutMode.Kind.REPLACE ? Optional.of(mode.expected()) : Optional.empty();
        return found.equals(wanted) ? PutMode.overwrite() : mode;
    }

    /** The name that came first stays, as on some disks. */
    private ObjectPath folded(ObjectPath path) {
        return promise == Promise.FOLDS_CASE ? names.getOrDefault(path.text().toLowerCase(Locale.ROOT), path) : path;
    }

    private ObjectInfo told(ObjectInfo info) {
        Revision revision = switch (promise) {
            case NONE_MADE -> null;
            case REVISION_IS_THE_SIZE -> new Revision("" + info.size());
            case REVISION_COMES_BACK ->
                new Revision(info.checksum().orElseThrow().hex());
            default -> info.revision().orElseThrow();
        };
        return new ObjectInfo(
                info.path(), info.size(), info.modified(), info.checksum().orElseThrow(), revision);
    }

    private ObjectInfo info(ObjectPath path, long size) {
        return new ObjectInfo(path, size, Instant.now(), Checksum.md5(""), null);
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static Content whatCame(Content content) {
        return TestContent.produced(OptionalLong.empty(), out -> {
            try {
                content.writeTo(out);
            } catch (IOException e) {
                out.flush();
            }
        });
    }
}
