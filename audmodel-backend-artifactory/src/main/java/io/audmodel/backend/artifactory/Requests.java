package io.audmodel.backend.artifactory;

import io.audmodel.error.AudModelException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.http.client.methods.HttpRequestBase;
import org.jspecify.annotations.Nullable;

/** Sends single requests, whose failures become errors of this library, and checks a "not found". */
final class Requests {

    /** Room for half a million children of a folder, which take as much memory. */
    private static final int MAX_JSON = 24 << 20;

    private static final long CONFIRMED_FOR = Duration.ofMinutes(1).toNanos();

    private final ArtifactoryHttp http;
    private final Address address;
    private final ArtifactoryErrors errors;
    private final RetryPolicy retryPolicy;
    private final AtomicLong confirmed = new AtomicLong(System.nanoTime() - CONFIRMED_FOR);

    Requests(ArtifactoryHttp http, Address address, ArtifactoryErrors errors, RetryPolicy retryPolicy) {
        this.http = http;
        this.address = address;
        this.errors = errors;
        this.retryPolicy = retryPolicy;
    }

    Address address() {
        return address;
    }

    ArtifactoryErrors errors() {
        return errors;
    }

    /** Sends a request, and returns any answer. */
    Answer send(String operation, String path, HttpRequestBase request) {
        return answer(operation, path, () -> http.send(request));
    }

    /** Reads, and follows redirects. */
    Answer get(String operation, String path, URI uri, @Nullable String range) {
        return answer(operation, path, () -> http.get(uri, range));
    }

    /** The server's description of an object or folder; empty if it says that there is none. */
    Optional<StorageItem> item(String operation, String path) {
        try (Answer answer = get(operation, path, address.item(path, ""), null)) {
            if (answer.status() == 404 && !answer.isRedirected()) {
                answer.text();
                requireRepository(operation, path);
                return Optional.empty();
            }
            if (answer.status() != 200) {
                throw errors.refused(operation, path, answer);
            }
            StorageItem item = read(operation, path, answer);
            if (item.children() == null && item.size().isEmpty()) {
                throw errors.noArtifactory(operation, path, null);
            }
            return Optional.of(item);
        }
    }

    /**
     * Makes sure that a "not found" was about the object: the repository itself exists. That answer holds for a minute.
     */
    void requireRepository(String operation, String path) {
        if (System.nanoTime() - confirmed.get() >= CONFIRMED_FOR) {
            // A failure here must not override the first answer.
            confirmed.set(retryPolicy.run(() -> confirm(operation, path)));
        }
    }

    private long confirm(String operation, String path) {
        try (Answer answer = get(operation, path, address.item("", ""), null)) {
            if (!answer.isRedirected() && (answer.status() == 404 || answer.status() == 400)) {
                throw errors.noRepository(operation, path, answer);
            }
            if (answer.status() != 200) {
                throw errors.refused(operation, path, answer);
            }
            read(operation, path, answer);
            return System.nanoTime();
        }
    }

    private StorageItem read(String operation, String path, Answer answer) {
        try {
            StorageItem item = StorageItem.read(new LimitedStream(answer.stream(), MAX_JSON));
            answer.finish();
            return item;
        } catch (IOException e) {
            throw errors.unreadable(operation, path, e);
        }
    }

    private interface Exchange {
        Answer run() throws IOException;
    }

    private Answer answer(String operation, String path, Exchange exchange) throws AudModelException {
        if (Thread.currentThread().isInterrupted()) {
            throw errors.cancelled(operation, path, null);
        }
        try {
            return exchange.run();
        } catch (IOException e) {
            throw http.isClosed() ? errors.closed(operation, path, e) : errors.unreachable(operation, path, e);
        }
    }
}
