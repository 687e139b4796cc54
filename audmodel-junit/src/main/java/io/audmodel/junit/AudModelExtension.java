package io.audmodel.junit;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What {@link AudModelTest} does, for tests that set it up in code.
 *
 * <pre>{@code
 * @RegisterExtension
 * final AudModelExtension audmodel = AudModelExtension.builder()
 *         .repositories("production", "archive")
 *         .client(client -> client.callTimeout(Duration.ofSeconds(1)))
 *         .build();
 * }</pre>
 *
 * <p>In a field of the instance, each test has repositories and caches of its own; in a static field, all tests of the class
 * and of the classes nested in it share them. A class may have several extensions. It fills no parameters and no fields.
 * Thread-safe.
 */
public final class AudModelExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(AudModelExtension.class);

    private final FixtureOptions options;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /** @param owner the context after which it is closed */
    private record Running(Fixture fixture, ExtensionContext owner) {}

    private AudModelExtension(FixtureOptions options) {
        this.options = options;
    }

    /** Begins an extension with one repository in memory, {@code models}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the client over these repositories, in search order; over all if none is named. The same names give the same
     * client.
     *
     * @throws ExtensionConfigurationException if there is no such repository
     */
    public AudModel client(String... repositories) {
        return fixture().client(List.of(repositories));
    }

    /**
     * Returns a builder for one more client, with a cache folder of its own, over these repositories or over all. Close what
     * it builds.
     *
     * @throws ExtensionConfigurationException if there is no such repository
     */
    public AudModelBuilder newClient(String... repositories) {
        return fixture().builder(List.of(repositories));
    }

    /** Returns the first repository. */
    public TestRepository repository() {
        return fixture().repository(List.of());
    }

    /**
     * Returns a repository by its name.
     *
     * @throws ExtensionConfigurationException if there is no such repository
     */
    public TestRepository repository(String name) {
        return fixture().repository(List.of(name));
    }

    private Fixture fixture() {
        Running now = running.get();
        if (now == null) {
            throw new ExtensionConfigurationException("there are models only while a test runs, from @BeforeEach on, or"
                    + " from @BeforeAll on in a static field: is the field a @RegisterExtension?");
        }
        return now.fixture();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        begin(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(context);
    }

    /** Does nothing in a test or class within the one that began. */
    private void begin(ExtensionContext context) {
        Running now = running.get();
        if (now != null && isWithin(context, now.owner())) {
            return;
        }
        Fixture fixture = new Fixture(options);
        if (!running.compareAndSet(null, new Running(fixture, context))) {
            fixture.close();
            throw new ExtensionConfigurationException(
                    "an AudModelExtension in a static field of a class that others extend"
                            + " serves one of them at a time: use @AudModelTest, or run them one after the other");
        }
        context.getStore(NAMESPACE).put(this, fixture);
    }

    private static boolean isWithin(ExtensionContext context, ExtensionContext owner) {
        return context == owner
                || context.getParent().filter(parent -> isWithin(parent, owner)).isPresent();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    /** The store of the context closes the fixture. */
    private void end(ExtensionContext context) {
        Running now = running.get();
        if (now != null && now.owner() == context) {
            running.set(null);
        }
    }

    /** Sets up an extension. Not thread-safe. */
    public static final class Builder {

        private List<String> repositories = List.of("models");
        private RepositoryStorage storage = RepositoryStorage.MEMORY;
        private UnaryOperator<AudModelBuilder> client = UnaryOperator.identity();

        private Builder() {}

        /** Sets the names of the repositories, in search order. */
        public Builder repositories(String... names) {
            repositories = List.of(names);
            return this;
        }

        /** Sets where the repositories keep their objects. */
        public Builder storage(RepositoryStorage where) {
            storage = where;
            return this;
        }

        /** Changes each client of the test before it is built, its timeouts or its clock for instance. */
        public Builder client(UnaryOperator<AudModelBuilder> change) {
            client = change;
            return this;
        }

        /**
         * @throws ExtensionConfigurationException if there is no repository, or one twice
         */
        public AudModelExtension build() {
            return new AudModelExtension(new FixtureOptions(repositories, storage, client));
        }
    }
}
