package io.audmodel.junit;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The repositories, clients and folders of one test, or of the tests that share them. Thread-safe. */
// The releases of JUnit before 5.13 close nothing but a CloseableResource, and those after it warn of one that is
// nothing more.
@SuppressWarnings("deprecation")
final class Fixture implements CloseableResource, AutoCloseable {

    /** No test waits ten minutes for a store that hangs. */
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);

    private final FixtureOptions options;
    private final TemporaryFolders folders = new TemporaryFolders();
    private final Environment environment = Environment.of(Map.of(), folders.create("home"), "test");
    private final Map<String, TestRepository> repositories;
    private final Map<List<String>, AudModel> clients = new ConcurrentHashMap<>();

    Fixture(FixtureOptions options) {
        this.options = options;
        try {
            this.repositories = new TestStores(options.storage(), folders, environment).open(options.repositories());
        } catch (RuntimeException e) {
            folders.close();
            throw e;
        }
    }

    TestRepository repository(List<String> names) {
        if (names.size() > 1) {
            throw new ExtensionConfigurationException("a TestRepository is one repository, and not " + names);
        }
        return named(known(names).get(0));
    }

    /** Returns the client over these repositories, which is made once. */
    AudModel client(List<String> names) {
        return clients.computeIfAbsent(known(names), wanted -> builder(wanted).build());
    }

    /** Returns a builder of one more client. */
    AudModelBuilder builder(List<String> names) {
        AudModelBuilder builder = TestStores.builder(folders, environment).callTimeout(CALL_TIMEOUT);
        for (String name : known(names)) {
            TestRepository repository = named(name);
            builder.repository(repository.repository(), repository.backend());
        }
        return options.client().apply(builder);
    }

    private TestRepository named(String known) {
        return Objects.requireNonNull(repositories.get(known));
    }

    private List<String> known(List<String> names) {
        if (names.isEmpty()) {
            return options.repositories();
        }
        if (!options.repositories().containsAll(names)) {
            throw new ExtensionConfigurationException("this test has the repositories " + options.repositories()
                    + ", and not all of " + names + ": add the name, or correct it");
        }
        return names;
    }

    @Override
    public void close() {
        // Calls that hang would keep what is closed here.
        repositories.values().forEach(TestRepository::recover);
        clients.values().forEach(AudModel::close);
        repositories.values().forEach(TestRepository::close);
        folders.close();
    }
}
