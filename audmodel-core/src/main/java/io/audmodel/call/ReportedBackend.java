package io.audmodel.call;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.event.delivery.EventScope;
import io.audmodel.event.delivery.RequestReport;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A backend within one call whose requests are reported to the listeners of the client. */
public final class ReportedBackend extends ForwardingBackend {

    private final String repository;
    private final EventScope scope;

    private ReportedBackend(String repository, Backend inner, EventScope scope) {
        super(inner);
        this.repository = repository;
        this.scope = scope;
    }

    /**
     * Returns the backend itself if nobody listens to the call of this thread.
     *
     * @param repository the repository as text
     */
    public static Backend of(String repository, Backend inner) {
        EventScope scope = EventScope.current();
        return scope.isHeard() ? new ReportedBackend(repository, inner, scope) : inner;
    }

    private RequestReport begin(String operation) {
        return new RequestReport(scope, repository, operation);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return begin("stat").whole(() -> super.stat(path));
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        RequestReport report = begin("get");
        ObjectBody body = report.step(() -> super.get(path, range));
        return new ObjectBody(
                body.info(),
                new ReportedStream(body.stream(), report),
                body.file().orElse(null));
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        RequestReport report = begin("put");
        ObjectInfo stored = report.step(() -> super.put(path, content, mode));
        report.moved(stored.size());
        report.end();
        return stored;
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        RequestReport report = begin("list");
        Stream<ObjectInfo> listed = report.step(() -> super.list(prefix));
        return StreamSupport.stream(() -> new Steps(report, listed.spliterator()), Spliterator.NONNULL, false)
                .onClose(() -> {
                    listed.close();
                    report.end();
                });
    }

    @Override
    public void delete(ObjectPath path) {
        begin("delete").whole(() -> {
            super.delete(path);
            return path;
        });
    }

    private static final class Steps extends AbstractSpliterator<ObjectInfo> {

        private final RequestReport report;
        private final Spliterator<ObjectInfo> listed;

        Steps(RequestReport report, Spliterator<ObjectInfo> listed) {
            super(Long.MAX_VALUE, Spliterator.NONNULL);
            this.report = report;
            this.listed = listed;
        }

        @Override
        public boolean tryAdvance(Consumer<? super ObjectInfo> action) {
            boolean hasMore = report.step(() -> listed.tryAdvance(action));
            if (!hasMore) {
                report.end();
            }
            return hasMore;
        }
    }
}
