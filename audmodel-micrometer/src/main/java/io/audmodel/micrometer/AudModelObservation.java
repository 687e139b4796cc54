package io.audmodel.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations that {@link AudModelObservations} makes: their names, keys and events, in Micrometer's own form. */
public enum AudModelObservation implements ObservationDocumentation {

    /** A call of the client, on the thread of its caller. */
    CALL("audmodel.call", new KeyName[] {CallKey.METHOD}, new KeyName[] {CallKey.SUBJECT, CallKey.MODEL}),

    /** A request to a repository, for a call, on a thread of the client. */
    REQUEST("audmodel.request", new KeyName[] {RequestKey.OPERATION, RequestKey.REPOSITORY}, new KeyName[] {
        RequestKey.BYTES
    });

    private final String name;
    private final KeyName[] low;
    private final KeyName[] high;

    AudModelObservation(String name, KeyName[] low, KeyName[] high) {
        this.name = name;
        this.low = low;
        this.high = high;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return low.clone();
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return high.clone();
    }

    @Override
    public Observation.Event[] getEvents() {
        return this == REQUEST ? new Observation.Event[] {RequestEvent.RETRY} : new Observation.Event[0];
    }

    /** What is said of a call. */
    public enum CallKey implements KeyName {
        /** The method, such as {@code load}; one of a few dozen. */
        METHOD("method"),

        /** The reference, alias or name that the call is for; one of many. */
        SUBJECT("subject"),

        /** The model that was found, loaded or verified, once that is known; one of many. */
        MODEL("model");

        private final String key;

        CallKey(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }

        @Override
        public boolean isRequired() {
            return this != MODEL;
        }
    }

    /** What is said of a request. */
    public enum RequestKey implements KeyName {
        /** One of {@code stat}, {@code get}, {@code put}, {@code list} and {@code delete}. */
        OPERATION("operation"),

        /** The repository without its options. */
        REPOSITORY("repository"),

        /** How much was received or stored; one of many. */
        BYTES("bytes");

        private final String key;

        RequestKey(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }

        @Override
        public boolean isRequired() {
            return this != BYTES;
        }
    }

    /** What happens within a request. */
    public enum RequestEvent implements Observation.Event {
        /** It is about to be sent again; the contextual name ends with the type of the failure. */
        RETRY;

        @Override
        public String getName() {
            return "retry";
        }

        @Override
        public String getContextualName() {
            return "retry after %s";
        }
    }
}
