package io.audmodel.micrometer;

import io.audmodel.micrometer.AudModelObservation.RequestKey;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Names and keys of a request, unless the registry has a convention for it. */
final class RequestConvention implements ObservationConvention<RequestContext> {

    static final RequestConvention INSTANCE = new RequestConvention();

    private RequestConvention() {}

    @Override
    public String getName() {
        return AudModelObservation.REQUEST.getName();
    }

    @Override
    public String getContextualName(RequestContext context) {
        return "audmodel request " + context.operation();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RequestContext context) {
        return KeyValues.of(
                RequestKey.OPERATION.withValue(context.operation()),
                RequestKey.REPOSITORY.withValue(context.repository()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RequestContext context) {
        return context.bytes() == 0
                ? KeyValues.empty()
                : KeyValues.of(RequestKey.BYTES.withValue(Long.toString(context.bytes())));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof RequestContext;
    }
}
