package io.audmodel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModelBuilder;
import io.audmodel.error.UnavailableException;
import io.audmodel.follow.Follower;
import io.audmodel.follow.ModelHolder;
import io.audmodel.follow.ModelUse;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.RepositoryFault;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Followers that properties define. */
@AudModelTest
class FollowerBeanTest {

    @Models
    private TestRepository models;

    private ApplicationContextRunner application;

    @BeforeEach
    void publish(@Models AudModelBuilder client) {
        models.publish(
                ModelFixture.of("emotion", "1.0.0").file("labels.txt", "sad").alias("emotion-production"));
        models.publish(
                ModelFixture.of("speaker", "3.0.0").file("labels.txt", "anna").alias("speaker-production"));
        application = TestApplication.of(client)
                .withPropertyValues(
                        "audmodel.followed.emotion.ref=emotion-production", "audmodel.followed.emotion.every=1h");
    }

    @Test
    void property_makesABean_thatFollows() {
        application.run(context -> {
            Follower follower = context.getBean("emotion", Follower.class);
            ModelId second = move();
            follower.checkNow();

            assertThat(follower.ref()).isEqualTo(Alias.of("emotion-production"));
            assertThat(follower.current().ref()).isEqualTo(second);
        });
    }

    @Test
    void severalFollowers_areToldApartByTheirNames() {
        application
                .withPropertyValues("audmodel.followed.speaker.ref=speaker-production")
                .withUserConfiguration(TwoUsers.class)
                .run(context -> assertThat(context.getBean(TwoUsers.class).refs)
                        .containsExactly("emotion-production", "speaker-production"));
    }

    @Test
    void holder_isClosedBeforeTheFollower_andTheFollowerBeforeTheClient() {
        List<Session> made = new ArrayList<>();
        application
                .withBean(Sessions.class, () -> new Sessions(made))
                .withUserConfiguration(SessionBeans.class)
                .run(context -> {
                    ModelHolder<?> holder = context.getBean(ModelHolder.class);
                    move();
                    context.getBean(Follower.class).checkNow();
                    try (ModelUse<?> use = holder.acquire()) {
                        assertThat(((Session) use.get()).labels).isEqualTo("happy");
                    }
                    assertThat(made).hasSize(2);
                    assertThat(made.get(0).closed).hasValue(1);
                    assertThat(made.get(1).closed).hasValue(0);
                });

        assertThat(made.get(1).closed).hasValue(1);
    }

    @Test
    void restart_servesTheModelOfThatTime_toHoldersAndListenersToo() {
        List<Session> made = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        application
                .withBean(Sessions.class, () -> new Sessions(made))
                .withUserConfiguration(SessionBeans.class)
                .run(context -> {
                    Follower follower = context.getBean(Follower.class);
                    follower.addListener(model -> heard.add(model.ref().toString()));
                    ModelHolder<?> holder = context.getBean(ModelHolder.class);

                    context.getSourceApplicationContext().stop();
                    ModelId second = move();
                    assertThat(((SmartLifecycle) follower).isRunning()).isFalse();
                    assertThat(follower.current().ref()).isNotEqualTo(second);
                    assertThatThrownBy(follower::checkNow).isInstanceOf(IllegalStateException.class);

                    context.getSourceApplicationContext().start();
                    assertThat(follower.current().ref()).isEqualTo(second);
                    assertThat(holder.model().ref()).isEqualTo(second);
                    assertThat(holder.lastFailure()).isEmpty();
                    assertThat(heard).containsExactly(second.toString());
                    assertThat(made.get(0).closed).hasValue(1);
                    try (ModelUse<?> use = holder.acquire()) {
                        assertThat(((Session) use.get()).labels).isEqualTo("happy");
                    }
                    ModelId third =
                            models.publish(ModelFixture.of("emotion", "3.0.0").file("labels.txt", "calm"));
                    models.setAlias("emotion-production", third);
                    follower.checkNow();
                    assertThat(holder.model().ref()).isEqualTo(third);
                    assertThat(heard).containsExactly(second.toString(), third.toString());
                });
        assertThat(made)
                .hasSize(3)
                .allSatisfy(session -> assertThat(session.closed).hasValue(1));
    }

    @Test
    void phase_isBelowThatOfServers() {
        application.run(context -> assertThat(
                        context.getBean("emotion", SmartLifecycle.class).getPhase())
                .isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048));
    }

    @Test
    void storeIsDownAtTheStart_applicationDoesNotStart() {
        models.failWith(RepositoryFault.UNAVAILABLE);

        application.run(
                context -> assertThat(context.getStartupFailure()).hasCauseInstanceOf(UnavailableException.class));
    }

    @Test
    void misspeltReference_isExplainedInAFewLines() {
        application
                .withPropertyValues("audmodel.followed.other.ref=emotion-produktion")
                .run(context -> {
                    FailureAnalysis analysis = analysis(context.getStartupFailure());

                    assertThat(analysis.getDescription())
                            .contains("AliasNotFoundException", "'emotion-produktion' does not exist")
                            .hasLineCount(1);
                });
    }

    @Test
    void nameOfAnotherBean_isAnError_thatNamesTheProperty() {
        application
                .withAllowBeanDefinitionOverriding(false)
                .withPropertyValues("audmodel.followed.client.ref=emotion-production")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("defined in the property audmodel.followed.client"));
    }

    /** By the analyzer that Spring Boot finds; others need beans. */
    private static FailureAnalysis analysis(Throwable failure) {
        FailureAnalyzer analyzer =
                SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, unable) -> {})
                        .stream()
                        .filter(StartFailureAnalyzer.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        return analyzer.analyze(failure);
    }

    @Test
    void modelIsLoaded_evenIfBeansAreLazy() {
        models.failWith(RepositoryFault.UNAVAILABLE);

        application
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void malformedProperties_areNamed() {
        assertFailure("audmodel.followed.speaker.every=10s", "audmodel.followed.speaker.ref");
        assertFailure("audmodel.followed.emotion.every=0s", "audmodel.followed.emotion.every");
        assertFailure("audmodel.followed.emotion.ref=not a name", "not a name");
    }

    @Test
    void number_isOneOfSeconds() {
        application
                .withPropertyValues(
                        "audmodel.followed.speaker.ref=speaker-production", "audmodel.followed.speaker.every=20")
                .run(context -> assertThat(context.getBean(AudModelProperties.class)
                                .followed()
                                .get("speaker")
                                .every())
                        .hasSeconds(20));
    }

    private void assertFailure(String property, String named) {
        application
                .withPropertyValues(property)
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(named));
    }

    private ModelId move() {
        ModelId second = models.publish(ModelFixture.of("emotion", "2.0.0").file("labels.txt", "happy"));
        models.setAlias("emotion-production", second);
        return second;
    }

    record Session(String labels, AtomicInteger closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    record Sessions(List<Session> made) {}

    @Configuration
    static class SessionBeans {
        @Bean
        ModelHolder<Session> sessions(Follower emotion, Sessions sessions) throws Exception {
            return emotion.hold(model -> {
                Session session =
                        new Session(Files.readString(model.folder().resolve("labels.txt")), new AtomicInteger());
                sessions.made.add(session);
                return session;
            });
        }
    }

    @Configuration
    static class TwoUsers {
        final List<String> refs;

        TwoUsers(@Qualifier("emotion") Follower first, @Qualifier("speaker") Follower second) {
            refs = List.of(first.ref().toString(), second.ref().toString());
        }
    }
}
