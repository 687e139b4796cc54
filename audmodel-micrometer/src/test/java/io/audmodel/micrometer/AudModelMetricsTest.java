package io.audmodel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.error.NotFoundException;
import io.audmodel.event.CallEnded;
import io.audmodel.event.ClientEvent;
import io.audmodel.event.FollowerCheckFailed;
import io.audmodel.event.RequestEnded;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AudModelMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AudModelMetrics metrics = AudModelMetrics.of(registry);

    private double measured() {
        return registry.getMeters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(measurement -> measurement.getValue())
                .sum();
    }

    @Test
    void event_ofEveryKind_isMeasured() {
        Set<Class<?>> seen =
                SampleEvents.all().stream().map(ClientEvent::getClass).collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrder(ClientEvent.class.getPermittedSubclasses());
        for (ClientEvent event : SampleEvents.all()) {
            double before = measured();
            metrics.onEvent(event);
            assertThat(measured()).as("%s", event).isGreaterThan(before);
        }
    }

    @Test
    void meters_haveTheCommonTags_andNoId() {
        MeterRegistry tagged = new SimpleMeterRegistry();
        AudModelMetrics two = AudModelMetrics.of(tagged, Tags.of("client", "batch"));
        SampleEvents.all().forEach(two::onEvent);

        assertThat(tagged.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getTag("client")).isEqualTo("batch");
            assertThat(meter.getId().getName()).startsWith("audmodel.");
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getTags())
                    .extracting(Tag::getValue)
                    .noneMatch(value -> value.contains("3e120e8d"));
        });
    }

    @Test
    void calls_areTimedByMethodAndError() {
        metrics.onEvent(new CallEnded("load", "x", SampleEvents.SECOND, Optional.empty()));
        metrics.onEvent(new CallEnded("load", "y", SampleEvents.SECOND.multipliedBy(2), Optional.empty()));
        metrics.onEvent(new CallEnded("load", "x", SampleEvents.SECOND, Optional.of("UnavailableException")));

        assertThat(loadCalls("none").totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(loadCalls("UnavailableException").count()).isOne();
    }

    @Test
    void requests_haveNoSizeWhereNothingMoved() {
        metrics.onEvent(new RequestEnded("s3:eu#models", "stat", 0, SampleEvents.SECOND, Optional.empty()));
        metrics.onEvent(new RequestEnded("s3:eu#models", "get", 7, SampleEvents.SECOND, Optional.empty()));

        assertThat(registry.get("audmodel.requests.size").summaries())
                .singleElement()
                .satisfies(size -> assertThat(size.totalAmount()).isEqualTo(7));
        assertThat(registry.get("audmodel.requests").timers()).hasSize(2);
    }

    @Test
    void references_areAHundredTagsAtMost() {
        for (int i = 0; i < 1_000; i++) {
            Alias alias = Alias.of("alias-of-" + i);
            metrics.onEvent(new FollowerCheckFailed(alias, SampleEvents.ID, 1, "UnavailableException"));
        }
        metrics.onEvent(new FollowerCheckFailed(Alias.of("alias-of-7"), SampleEvents.ID, 2, "UnavailableException"));

        assertThat(registry.get("audmodel.followers.failures").counters()).hasSize(CardinalityLimit.MOST + 1);
        assertThat(failures("alias-of-7")).isEqualTo(2);
        assertThat(failures(CardinalityLimit.OTHER)).isEqualTo(900);
    }

    private double failures(String ref) {
        return registry.get("audmodel.followers.failures")
                .tag("ref", ref)
                .counter()
                .count();
    }

    @Test
    void nothing_isNoRegistry() {
        assertThatThrownBy(() -> AudModelMetrics.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("registry");
    }

    @AudModelTest
    @Test
    void client_isMeasured(AudModelBuilder builder, TestRepository models) {
        ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0").alias("emotion-production"));
        try (AudModel audmodel = builder.events(metrics).build()) {
            audmodel.load(Alias.of("emotion-production"));
            audmodel.load(id);
            audmodel.load(id);
            models.failWith(RepositoryFault.UNAVAILABLE);
            assertThatThrownBy(() -> audmodel.load(Alias.of("another"))).isNotInstanceOf(NotFoundException.class);
        }

        assertThat(loads("miss")).isOne();
        assertThat(loads("hit")).isEqualTo(2);
        assertThat(loadCalls("none").count()).isEqualTo(3);
        assertThat(loadCalls("UnavailableException").count()).isOne();
        assertThat(registry.get("audmodel.loads.size").summary().totalAmount()).isPositive();
        assertThat(registry.get("audmodel.resolutions")
                        .tag("kind", "alias")
                        .timer()
                        .count())
                .isOne();
        assertThat(names()).contains("audmodel.requests", "audmodel.requests.size", "audmodel.locks");
    }

    private Timer loadCalls(String error) {
        return registry.get("audmodel.calls")
                .tags("method", "load", "error", error)
                .timer();
    }

    private long loads(String result) {
        return registry.get("audmodel.loads").tag("result", result).timer().count();
    }

    private List<String> names() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .distinct()
                .toList();
    }
}
