package io.audmodel.examples.custom;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendProvider;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.support.GuardedBackend;
import io.audmodel.model.Repository;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Set;

/**
 * Makes the backend of {@code database:<JDBC URL>#<table>}, such as
 * {@code database:jdbc:postgresql://db.example.org/audmodel#models}. Its options are {@code user} and {@code password}.
 */
public final class JdbcBackendProvider implements BackendProvider {

    private static final Set<String> OPTIONS = Set.of("user", "password");

    @Override
    public Set<String> names() {
        return Set.of("database");
    }

    @Override
    public Backend connect(Repository repository, BackendSettings settings) {
        Map<String, String> options = settings.options();
        settings.requireKnown(repository, OPTIONS);
        Backend backend = new JdbcBackend(
                repository,
                () -> DriverManager.getConnection(repository.host(), options.get("user"), options.get("password")));
        return new GuardedBackend(repository.toString(), backend);
    }
}
