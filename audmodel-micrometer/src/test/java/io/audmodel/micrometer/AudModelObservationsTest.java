package io.audmodel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.ModelQuery;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.UnavailableException;
import io.audmodel.event.ObservedWork;
import io.audmodel.event.RequestRetried;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AudModelTest
class AudModelObservationsTest {

    private static final Alias ALIAS = Alias.of("emotion-production");

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

    private final ObservationHandler<Observation.Context> recorder = new ObservationHandler<>() {
        @Override
        public void onStop(Observation.Context context) {
            ended.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    };

    private AudModel client(AudModelBuilder builder) {
        registry.observationConfig().observationHandler(recorder);
        return builder.observer(AudModelObservations.of(registry)).build();
    }

    @Test
    void load_isAChildOfWhatItsCallerDoes_andRequestsAreItsChildren(AudModelBuilder builder, TestRepository models) {
        ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0").alias(ALIAS.toString()));
        Observation caller = Observation.start("http.server.requests", registry);
        try (AudModel audmodel = client(builder)) {
            caller.scoped(() -> audmodel.load(ALIAS));
        }
        caller.stop();

        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo("audmodel.call", 1)
                .hasObservationWithNameEqualTo("audmodel.call")
                .that()
                .hasBeenStarted()
                .hasBeenStopped()
                .hasContextualNameEqualTo("audmodel load")
                .hasLowCardinalityKeyValue("method", "load")
                .hasHighCardinalityKeyValue("subject", "emotion-production")
                .hasHighCardinalityKeyValue("model", id.toString())
                .hasParentObservationEqualTo(caller)
                .doesNotHaveError();
        assertThat(requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.getParentObservation().getContextView()).isSameAs(calls().get(0));
            assertThat(request.repository()).isEqualTo(models.repository().toString());
            assertThat(keys(request.getLowCardinalityKeyValues())).containsExactlyInAnyOrder("operation", "repository");
        });
        assertThat(requests()).extracting(RequestContext::operation).contains("get");
        assertThat(requests()).anySatisfy(request -> {
            assertThat(request.bytes()).isPositive();
            assertThat(request.getHighCardinalityKeyValue("bytes").getValue())
                    .isEqualTo(Long.toString(request.bytes()));
        });
        TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
    }

    @Test
    void cachedModel_isACallWithoutRequests(AudModelBuilder builder, TestRepository models) {
        ModelId id = models.publish(ModelFixture.of("emotion", "1.0.0"));
        try (AudModel audmodel = client(builder)) {
            audmodel.load(id);
            ended.clear();
            audmodel.load(id);
        }

        assertThat(ended).singleElement().isInstanceOfSatisfying(CallContext.class, call -> {
            assertThat(call.method()).isEqualTo("load");
            assertThat(call.subject()).isEqualTo(id.toString());
            assertThat(call.model()).contains(id.toString());
        });
    }

    @Test
    void current_onTheThreadOfTheCaller_isTheCall(AudModelBuilder builder, TestRepository models) {
        models.publish(ModelFixture.of("emotion", "1.0.0").alias(ALIAS.toString()));
        List<Observation> current = new ArrayList<>();
        builder.progress(progress -> current.add(registry.getCurrentObservation()));
        try (AudModel audmodel = client(builder)) {
            audmodel.load(ALIAS);
        }

        assertThat(current)
                .isNotEmpty()
                .allSatisfy(
                        observation -> assertThat(observation.getContextView()).isSameAs(calls().get(0)));
    }

    @Test
    void failures_areErrorsOfCallsAndRequests(AudModelBuilder builder, TestRepository models) {
        try (AudModel audmodel = client(builder)) {
            assertThatThrownBy(() -> audmodel.load(ALIAS)).isInstanceOf(AliasNotFoundException.class);
            assertThat(calls().get(0).getError()).isInstanceOf(AliasNotFoundException.class);
            models.failWith(RepositoryFault.UNAVAILABLE);
            ended.clear();
            assertThatThrownBy(() -> audmodel.load(ALIAS)).isInstanceOf(UnavailableException.class);
        }

        assertThat(calls())
                .singleElement()
                .satisfies(call -> assertThat(call.getError()).isInstanceOf(UnavailableException.class));
        assertThat(requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.getError()).isInstanceOf(UnavailableException.class));
    }

    @Test
    void search_isOneCall_thatEndsWithItsStream(AudModelBuilder builder, TestRepository models) {
        models.publish(ModelFixture.of("emotion", "1.0.0"));
        models.publish(ModelFixture.of("emotion", "2.0.0"));
        try (AudModel audmodel = client(builder)) {
            try (Stream<?> found = audmodel.find(ModelQuery.all())) {
                assertThat(found.iterator().next()).isNotNull();
                assertThat(registry.getCurrentObservation()).isNull();
                assertThat(calls()).isEmpty();
            }
            assertThat(calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.method()).isEqualTo("find"));
        }
    }

    @Test
    void retry_isAnEventOfTheRequest() {
        ObservedWork call = AudModelObservations.of(registry).call("load", "x");
        ObservedWork request = call.request("s3:eu#models", "get");
        request.onEvent(new RequestRetried("s3:eu#models", "get", 1, Duration.ZERO, "UnavailableException"));
        request.end(null);
        call.end(null);

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("audmodel.request")
                .that()
                .hasEvent("retry", "retry after UnavailableException");
    }

    @Test
    void meterHandler_makesTimersOfFewKeys_besideThoseOfEvents(AudModelBuilder builder, TestRepository models) {
        MeterRegistry meters = new SimpleMeterRegistry();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        models.publish(ModelFixture.of("emotion", "1.0.0").alias(ALIAS.toString()));
        builder.events(AudModelMetrics.of(meters));
        try (AudModel audmodel = client(builder)) {
            audmodel.load(ALIAS);
        }

        assertThat(meters.get("audmodel.call")
                        .tags("method", "load", "error", "none")
                        .timer()
                        .count())
                .isOne();
        assertThat(meters.get("audmodel.calls").timer().count()).isOne();
        assertThat(meters.get("audmodel.request").timers())
                .allSatisfy(timer -> assertThat(timer.getId().getTags().stream().map(tag -> tag.getKey()))
                        .containsExactlyInAnyOrder("error", "operation", "repository"));
    }

    @Test
    void conventionOfTheProgram_isUsed(AudModelBuilder builder) {
        registry.observationConfig().observationConvention(new Convention());
        try (AudModel audmodel = client(builder)) {
            assertThat(audmodel.exists(ALIAS)).isFalse();
        }

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("models.call")
                .that()
                .hasLowCardinalityKeyValue("team", "speech");
    }

    private static final class Convention implements GlobalObservationConvention<CallContext> {

        @Override
        public String getName() {
            return "models.call";
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(CallContext context) {
            return KeyValues.of("team", "speech", "method", context.method());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof CallContext;
        }
    }

    @Test
    void registryThatIgnoresAll_changesNothing(AudModelBuilder builder, TestRepository models) {
        models.publish(ModelFixture.of("emotion", "1.0.0").alias(ALIAS.toString()));
        try (AudModel audmodel = builder.observer(AudModelObservations.of(ObservationRegistry.NOOP))
                .build()) {
            assertThat(audmodel.load(ALIAS)).isDirectory();
        }
    }

    @Test
    void nothing_isNoRegistry() {
        assertThatThrownBy(() -> AudModelObservations.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("registry");
    }

    @Test
    void documentation_hasTheKeysThatThereAre(AudModelBuilder builder, TestRepository models) {
        models.publish(ModelFixture.of("emotion", "1.0.0").alias(ALIAS.toString()));
        try (AudModel audmodel = client(builder)) {
            audmodel.load(ALIAS);
        }

        for (AudModelObservation observation : AudModelObservation.values()) {
            List<Observation.Context> contexts = ended.stream()
                    .filter(context -> context.getName().equals(observation.getName()))
                    .toList();
            assertThat(contexts).isNotEmpty();
            assertThat(contexts.stream().flatMap(context -> keys(context.getLowCardinalityKeyValues()).stream()))
                    .containsOnly(names(observation.getLowCardinalityKeyNames()));
            assertThat(contexts.stream().flatMap(context -> keys(context.getHighCardinalityKeyValues()).stream()))
                    .containsOnly(names(observation.getHighCardinalityKeyNames()));
        }
    }

    private static String[] names(KeyName[] keys) {
        return Arrays.stream(keys).map(KeyName::asString).toArray(String[]::new);
    }

    private static Set<String> keys(KeyValues values) {
        return values.stream().map(KeyValue::getKey).collect(Collectors.toSet());
    }

    private List<CallContext> calls() {
        return of(CallContext.class);
    }

    private List<RequestContext> requests() {
        return of(RequestContext.class);
    }

    private <C extends Observation.Context> List<C> of(Class<C> kind) {
        return ended.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
