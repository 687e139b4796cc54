package io.audmodel.spring;

import io.audmodel.error.AudModelException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines why an application does not start without its model; the errors name the way out themselves. */
final class StartFailureAnalyzer extends AbstractFailureAnalyzer<AudModelException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, AudModelException cause) {
        if (findCause(rootFailure, BindException.class) != null) {
            // Spring Boot names the property, its value and where that is from.
            return null;
        }
        return new FailureAnalysis(cause.getClass().getSimpleName() + ": " + cause.getMessage(), null, cause);
    }
}
