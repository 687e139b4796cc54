package io.audmodel.examples.spring;

import ai.onnxruntime.OrtException;
import io.audmodel.AudModel;
import io.audmodel.examples.onnx.Classifier;
import io.audmodel.examples.onnx.Description;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service makes of each model. */
@Configuration(proxyBeanMethods = false)
class Sessions {

    @Bean
    AtomicInteger openSessions(MeterRegistry meters) {
        AtomicInteger open = new AtomicInteger();
        Gauge.builder("emotion.sessions", open, AtomicInteger::get).register(meters);
        return open;
    }

    @Bean
    ModelHolder<Session> emotionSessions(Follower emotion, AudModel audmodel, AtomicInteger openSessions)
            throws OrtException {
        return emotion.hold(model -> {
            Description description = audmodel.meta(model.ref(), Description.class);
            return new Session(new Classifier(model.folder(), description), openSessions);
        });
    }
}
