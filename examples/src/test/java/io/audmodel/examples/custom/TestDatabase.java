package io.audmodel.examples.custom;

import io.audmodel.model.Repository;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A database in memory with the table of one repository; it lives from its construction until it is closed. */
final class TestDatabase implements AutoCloseable {

    private final Repository repository =
            new Repository("database", "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=60000", "models");
    private final Connection keeper;

    TestDatabase() {
        try {
            keeper = open();
            try (Statement statement = keeper.createStatement()) {
                statement.execute(backend().schema());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not start", e);
        }
    }

    Repository repository() {
        return repository;
    }

    JdbcBackend backend() {
        return new JdbcBackend(repository, this::open);
    }

    /** The database ends with its last connection. */
    @Override
    public void close() {
        RowStream.close(keeper);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(repository.host());
    }
}
