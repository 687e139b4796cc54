package io.audmodel.micrometer;

import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.EventListener;
import io.audmodel.event.FollowerChanged;
import io.audmodel.event.FollowerCheckFailed;
import io.audmodel.event.LockWaited;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.ModelVerified;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.event.RequestEnded;
import io.audmodel.event.RequestRetried;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ShortId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Counts and times what clients do, in the meters of a registry. Set it by
 * {@link io.audmodel.AudModelBuilder#events}; one serves any number of clients. Thread-safe.
 *
 * <p>All meters begin with {@code audmodel.}. Timers have the unit of the registry, sizes are bytes. Their tags have few
 * values: methods, operations, repositories, and simple names of error classes, {@code none} where nothing failed. Ids are
 * no tags. The reference of a follower is one, of the first hundred; those of all others are {@code other}.
 *
 * <p>It follows the <a href="https://docs.micrometer.io/micrometer/reference/concepts/naming.html">conventions of
 * Micrometer</a>, from 1.10 on, and makes no histograms: a {@code MeterFilter} of the registry adds them.
 */
public final class AudModelMetrics implements EventListener {

    private static final String NONE = "none";

    private final Meters meters;
    private final CardinalityLimit followed = new CardinalityLimit();
    private final Timer hits;
    private final Timer misses;

    private AudModelMetrics(Meters meters) {
        this.meters = meters;
        this.hits = loads("hit");
        this.misses = loads("miss");
    }

    /** Meters in this registry. */
    public static AudModelMetrics of(MeterRegistry registry) {
        return of(registry, List.of());
    }

    /**
     * Meters in this registry that have these tags as well.
     *
     * @param tags such as the name of the client, where a program has several
     */
    public static AudModelMetrics of(MeterRegistry registry, Iterable<Tag> tags) {
        Objects.requireNonNull(registry, "the registry for the meters is null");
        Objects.requireNonNull(tags, "the tags of the meters are null");
        return new AudModelMetrics(new Meters(registry, tags));
    }

    @Override
    public void onEvent(ClientEvent event) {
        if (event instanceof CallEnded call) {
            on(call);
        } else if (event instanceof ModelLoaded load) {
            on(load);
        } else if (event instanceof RequestEnded request) {
            on(request);
        } else if (event instanceof ReferenceResolved resolution) {
            on(resolution);
        } else if (event instanceof RequestRetried retry) {
            on(retry);
        } else if (event instanceof LockWaited wait) {
            on(wait);
        } else if (event instanceof ModelVerified verification) {
            on(verification);
        } else if (event instanceof FollowerChanged change) {
            on(change);
        } else if (event instanceof FollowerCheckFailed failure) {
            on(failure);
        }
    }

    private void on(CallEnded call) {
        meters.timer("audmodel.calls", "Calls of the client", "method", call.method(), "error", name(call.failure()))
                .record(call.duration());
    }

    private void on(ModelLoaded load) {
        (load.hit() ? hits : misses).record(load.duration());
        if (!load.hit()) {
            meters.size("audmodel.loads.size", "Length of the files of a model that was fetched and unpacked")
                    .record((double) load.bytes());
        }
    }

    private void on(RequestEnded request) {
        String[] tags = {
            "repository", request.repository(), "operation", request.operation(), "error", name(request.failure())
        };
        meters.timer("audmodel.requests", "Requests to repositories", tags).record(request.duration());
        if (request.bytes() > 0) {
            meters.size(
                            "audmodel.requests.size",
                            "Content that a request received or stored",
                            "repository",
                            request.repository(),
                            "operation",
                            request.operation())
                    .record((double) request.bytes());
        }
    }

    private void on(ReferenceResolved resolution) {
        meters.timer(
                        "audmodel.resolutions",
                        "Aliases and other references that stand for a model",
                        "kind",
                        kind(resolution.ref()),
                        "stale",
                        Boolean.toString(resolution.isStale()))
                .record(resolution.duration());
    }

    private void on(RequestRetried retry) {
        meters.counter(
                        "audmodel.requests.retries",
                        "Requests that were sent again",
                        "repository",
                        retry.repository(),
                        "operation",
                        retry.operation(),
                        "error",
                        retry.failure())
                .increment();
    }

    private void on(LockWaited wait) {
        meters.timer(
                        "audmodel.locks",
                        "Waits for threads and processes that work on the same",
                        "error",
                        name(wait.failure()))
                .record(wait.duration());
    }

    private void on(ModelVerified verification) {
        String damaged = Boolean.toString(verification.damages() > 0);
        meters.timer("audmodel.verifications", "Comparisons of a model with its checksums", "damaged", damaged)
                .record(verification.duration());
    }

    private void on(FollowerChanged change) {
        Duration duration = change.duration();
        meters.timer("audmodel.followers.changes", "Models that a follower began to serve", "ref", ref(change.ref()))
                .record(duration);
    }

    private void on(FollowerCheckFailed failure) {
        meters.counter(
                        "audmodel.followers.failures",
                        "Checks of a follower that failed",
                        "ref",
                        ref(failure.ref()),
                        "error",
                        failure.failure())
                .increment();
    }

    private Timer loads(String result) {
        return meters.timer("audmodel.loads", "Models whose folder a load found or made", "result", result);
    }

    private String ref(ModelRef ref) {
        return followed.keep(ref.toString());
    }

    private static String kind(ModelRef ref) {
        if (ref instanceof Alias) {
            return "alias";
        }
        return ref instanceof ShortId ? "short id" : "legacy id";
    }

    private static String name(Optional<String> failure) {
        return failure.orElse(NONE);
    }
}
