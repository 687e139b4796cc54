package io.audmodel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import io.audmodel.event.EventListener;
import io.audmodel.health.ClientHealth;
import io.audmodel.health.Setting;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The client bean: what it is made of, and when it is not made. */
class AudModelAutoConfigurationTest {

    @TempDir
    private Path folder;

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AudModelAutoConfiguration.class));

    @Test
    void client_isMadeOfAllProperties() {
        application
                .withPropertyValues(
                        "audmodel.repositories[0]=file-system:/data/host#models",
                        "audmodel.repositories[1]=s3:http://localhost:9000#bucket?prefix=team/models",
                        "audmodel.cache-root=" + folder,
                        "audmodel.cache-bases=/opt/models,/mnt/models",
                        "audmodel.cache-permissions=rwxrws---",
                        "audmodel.temporary-root=" + folder,
                        "audmodel.offline=true",
                        "audmodel.if-unavailable=cached",
                        "audmodel.call-timeout=90s",
                        "audmodel.lock-timeout=20s",
                        "audmodel.grace-period=1d",
                        "audmodel.serializer=yaml",
                        "audmodel.archive-limits.max-entries=100",
                        "audmodel.archive-limits.max-bytes=1000")
                .run(context -> {
                    AudModel client = context.getBean(AudModel.class);
                    assertThat(client.repositories())
                            .containsExactly(
                                    Repository.of("file-system:/data/host#models"),
                                    Repository.of("s3:http://localhost:9000#bucket"));
                    assertThat(client.cacheRoot()).isEqualTo(folder);
                    assertThat(client.isOffline()).isTrue();
                    assertThat(settings(client))
                            .containsEntry("cache bases", "/opt/models, /mnt/models")
                            .containsEntry("cache permissions", "rwxrws---")
                            .containsEntry("call timeout", "90.0 s")
                            .containsEntry("lock timeout", "20.0 s")
                            .containsEntry("if unavailable", "cached")
                            .containsEntry("offline", "true");
                });
    }

    @Test
    void variablesOfTheLibrary_meanWhatTheyMeanWithoutSpring() {
        Map<String, Object> variables = Map.of(
                "AUDMODEL_REPOSITORIES", "file-system:/data/host#models,file-system:/data/host#archive",
                "AUDMODEL_CACHE_ROOT", folder.toString(),
                "AUDMODEL_CALL_TIMEOUT", "600",
                "AUDMODEL_OFFLINE", "1",
                "AUDMODEL_IF_UNAVAILABLE", "cached");
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
                .run(context -> {
                    AudModel client = context.getBean(AudModel.class);
                    assertThat(client.repositories())
                            .extracting(Repository::name)
                            .containsExactly("models", "archive");
                    assertThat(client.cacheRoot()).isEqualTo(folder);
                    assertThat(client.isOffline()).isTrue();
                    assertThat(settings(client))
                            .containsEntry("call timeout", "600.0 s")
                            .containsEntry("if unavailable", "cached");
                });
    }

    @Test
    void client_isClosedWithTheApplication() {
        List<AudModel> clients = new ArrayList<>();

        ready().run(context -> clients.add(context.getBean(AudModel.class)));

        assertThatThrownBy(() -> clients.get(0).exists(Alias.of("emotion")))
                .hasMessageContaining("the client is closed");
    }

    @Test
    void client_ofTheApplication_isTheOnlyOne() {
        ready().withUserConfiguration(OwnClient.class)
                .run(context -> assertThat(context.getBean(AudModel.class).cacheRoot())
                        .isEqualTo(Path.of("own").toAbsolutePath()));
    }

    @Test
    void customizers_areCalledInOrder_afterTheProperties() {
        ready().withUserConfiguration(TwoCustomizers.class)
                .run(context -> assertThat(context.getBean(AudModel.class).cacheRoot())
                        .isEqualTo(Path.of("last").toAbsolutePath()));
    }

    @Test
    void listeners_areThoseOfTheApplication() {
        ready().withUserConfiguration(Listening.class).run(context -> {
            Files.createDirectory(folder.resolve("models"));
            context.getBean(AudModel.class).exists(Alias.of("emotion"));

            assertThat(context.getBean(Listening.class).seen).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "audmodel.repositories=models, is not a repository",
        "audmodel.repositories=s3:http://localhost:9000#bucket?secret_key=abc, credential",
        "audmodel.repositories='file-system:/a#m,file-system:/a#m', named twice",
        "audmodel.call-timeout=0s, has to be positive",
        "audmodel.call-timeout=soon, soon",
        "audmodel.lock-timeout=-1s, has to be positive",
        "audmodel.offline=perhaps, perhaps",
        "audmodel.if-unavailable=wait, wait",
        "audmodel.cache-root=$HOME/models, $HOME",
        "'audmodel.cache-bases=$HOME/models', $HOME",
        "audmodel.cache-permissions=0770, rwxrws---",
        "audmodel.archive-limits.max-entries=0, at least 1"
    })
    void malformedValue_endsTheStart_andNamesThePropertyAndTheReason(String property, String reason) {
        String name = property.substring(0, property.indexOf('='));
        ready().withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            String message = messages(context.getStartupFailure());
            assertThat(message).containsIgnoringCase(reason);
            assertThat(message).contains(name.replaceFirst("\\.max-entries", ""));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"audmodel.repositorys", "audmodel.cache-rot", "audmodel.followed.emotion.evry"})
    void misspeltProperty_endsTheStart_insteadOfLeavingADefault(String property) {
        ready().withPropertyValues(property + "=s3:http://localhost:9000#bucket")
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(messages(context.getStartupFailure())).contains(property);
                    assertThat(new StartFailureAnalyzer().analyze(context.getStartupFailure()))
                            .isNull();
                });
    }

    @Test
    void unknownVariables_areNoError_sinceTheyAreThereForOthersToo() {
        application
                .withSystemProperties("audmodel.seed=1")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of("AUDMODEL_PLUGINS", "/jars", "AUDMODEL_CACHE_ROOT", folder.toString()))))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void unknownSerializer_endsTheStart() {
        ready().withPropertyValues("audmodel.serializer=toml")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("the serializer 'toml' is unknown: known are [yaml]"));
    }

    @Test
    void homeFolder_standsForATilde() {
        ready().withPropertyValues("audmodel.cache-root=~/models")
                .run(context -> assertThat(context.getBean(AudModel.class).cacheRoot())
                        .isEqualTo(Environment.system().home().resolve("models")));
    }

    @Test
    void endOfTheJvm_closesTheClientOnlyUntilTheApplicationHasStarted() {
        ready().run(context -> {
            StartInterruption interruption = context.getBean(StartInterruption.class);
            assertThat(interruption.isWatching()).isFalse();
        });
        StartInterruption interruption = new StartInterruption(true);
        interruption.watch(AudModel.builder().cacheRoot(folder).build());
        assertThat(interruption.isWatching()).isTrue();
        interruption.destroy();
        assertThat(interruption.isWatching()).isFalse();
        StartInterruption none = new StartInterruption(false);
        none.watch(AudModel.builder().cacheRoot(folder).build());
        assertThat(none.isWatching()).isFalse();
    }

    @Test
    void imports_nameClassesThatAreThere() throws Exception {
        String imports = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";
        try (var stream = getClass().getClassLoader().getResourceAsStream(imports)) {
            assertThat(new String(stream.readAllBytes()).lines()).contains(AudModelAutoConfiguration.class.getName());
        }
        SpringApplication application = new SpringApplication(Everything.class);
        application.setLogStartupInfo(false);
        try (var context = application.run("--audmodel.cache-root=" + folder, "--spring.main.banner-mode=off")) {
            assertThat(context.getBean(AudModel.class).cacheRoot()).isEqualTo(folder);
        }
    }

    private ApplicationContextRunner ready() {
        return application.withPropertyValues(
                "audmodel.repositories=file-system:" + folder + "#models", "audmodel.cache-root=" + folder);
    }

    private static Map<String, String> settings(AudModel client) {
        ClientHealth health = client.check();
        return health.settings().stream().collect(Collectors.toMap(Setting::name, Setting::value));
    }

    private static String messages(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            text.append(each).append('\n');
        }
        return text.toString();
    }

    @Configuration
    @EnableAutoConfiguration
    static class Everything {}

    @Configuration
    static class OwnClient {
        @Bean
        AudModel mine() {
            return AudModel.builder().cacheRoot(Path.of("own")).build();
        }
    }

    @Configuration
    static class TwoCustomizers {
        @Bean
        @Order(2)
        AudModelCustomizer last() {
            return builder -> builder.cacheRoot(Path.of("last"));
        }

        @Bean
        @Order(1)
        AudModelCustomizer first() {
            return builder -> builder.cacheRoot(Path.of("first"));
        }
    }

    @Configuration
    static class Listening {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Bean
        EventListener listener() {
            return seen::add;
        }
    }
}
