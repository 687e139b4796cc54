package io.audmodel.micrometer;

import io.audmodel.micrometer.AudModelObservation.CallKey;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Names and keys of a call, unless the registry has a convention for it. */
final class CallConvention implements ObservationConvention<CallContext> {

    static final CallConvention INSTANCE = new CallConvention();

    private CallConvention() {}

    @Override
    public String getName() {
        return AudModelObservation.CALL.getName();
    }

    @Override
    public String getContextualName(CallContext context) {
        return "audmodel " + context.method();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(CallContext context) {
        return KeyValues.of(CallKey.METHOD.withValue(context.method()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(CallContext context) {
        KeyValues subject = KeyValues.of(CallKey.SUBJECT.withValue(context.subject()));
        return context.model()
                .map(model -> subject.and(CallKey.MODEL.withValue(model)))
                .orElse(subject);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof CallContext;
    }
}
