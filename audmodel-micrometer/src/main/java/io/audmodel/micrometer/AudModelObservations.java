package io.audmodel.micrometer;

import io.audmodel.event.CallObserver;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.ModelLoaded;
import io.audmodel.event.ModelVerified;
import io.audmodel.event.ObservedWork;
import io.audmodel.event.ReferenceResolved;
import io.audmodel.event.RequestEnded;
import io.audmodel.event.RequestRetried;
import io.audmodel.micrometer.AudModelObservation.RequestEvent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link Observation} of each call of a client, and of each request to a repository that the call needs, so that
 * handlers of the registry can make spans of them. Set it by {@link io.audmodel.AudModelBuilder#observer}; one serves any
 * number of clients. Thread-safe.
 *
 * <p>The parent of a call is the observation that is current on the thread of its caller, such as that of the request that a
 * service answers; within the call, it is current there itself. The parent of a request is its call; it is current on the thread
 * of the client that sends it, so that what an HTTP client adds belongs to it. {@link AudModelObservation} lists names and keys.
 */
public final class AudModelObservations implements CallObserver {

    private final ObservationRegistry registry;

    private AudModelObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** Observations of this registry, with its conventions, predicates, filters and handlers. */
    public static AudModelObservations of(ObservationRegistry registry) {
        return new AudModelObservations(Objects.requireNonNull(registry, "the registry for the observations is null"));
    }

    @Override
    public ObservedWork call(String method, String subject) {
        CallContext context = new CallContext(method, subject);
        return new Call(
                Observation.createNotStarted(null, CallConvention.INSTANCE, () -> context, registry)
                        .start(),
                context,
                registry);
    }

    /** What calls and requests have in common. */
    private abstract static class Work implements ObservedWork {

        final Observation observation;

        Work(Observation observation) {
            this.observation = observation;
        }

        @Override
        public final Step enter() {
            return observation.openScope()::close;
        }

        @Override
        public final void end(@Nullable Throwable failure) {
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        }
    }

    private static final class Call extends Work {

        private final CallContext context;
        private final ObservationRegistry registry;

        Call(Observation observation, CallContext context, ObservationRegistry registry) {
            super(observation);
            this.context = context;
            this.registry = registry;
        }

        @Override
        public ObservedWork request(String repository, String operation) {
            RequestContext request = new RequestContext(repository, operation);
            return new Request(
                    Observation.createNotStarted(null, RequestConvention.INSTANCE, () -> request, registry)
                            .parentObservation(observation)
                            .start(),
                    request);
        }

        @Override
        public void onEvent(ClientEvent event) {
            if (event instanceof ReferenceResolved resolved) {
                context.found(resolved.model().toString());
            } else if (event instanceof ModelLoaded loaded) {
                context.found(loaded.model().toString());
            } else if (event instanceof ModelVerified verified) {
                context.found(verified.model().toString());
            }
        }
    }

    private static final class Request extends Work {

        private final RequestContext context;

        Request(Observation observation, RequestContext context) {
            super(observation);
            this.context = context;
        }

        @Override
        public ObservedWork request(String repository, String operation) {
            return this;
        }

        @Override
        public void onEvent(ClientEvent event) {
            if (event instanceof RequestRetried retried) {
                observation.event(Observation.Event.of(
                        RequestEvent.RETRY.getName(),
                        String.format(RequestEvent.RETRY.getContextualName(), retried.failure())));
            } else if (event instanceof RequestEnded ended) {
                context.moved(ended.bytes());
            }
        }
    }
}
