package io.audmodel.examples.custom;

import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Capability;
import io.audmodel.backend.Content;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Repository;
import java.io.InputStream;
import java.net.URI;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a repository in a table of a relational database, an object in each row. Thread-safe, with all capabilities:
 * the primary key makes a create exclusive, and a replace updates the row only if it has the expected revision. Tested
 * with H2. A listing is read as a whole before it is returned.
 */
public final class JdbcBackend implements Backend {

    /** Opens connections to the database: those of a pool, or new ones. Each is closed after one operation. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    private interface Action<T> {
        T run(Connection connection) throws SQLException;
    }

    private final Repository repository;
    private final JdbcTable table;
    private final Connections connections;
    private final JdbcErrors errors;
    private volatile boolean closed;

    /** @param repository has the JDBC URL as host and the table as name */
    public JdbcBackend(Repository repository, Connections connections) {
        this.repository = repository;
        this.table = new JdbcTable(repository.name());
        this.connections = connections;
        this.errors = new JdbcErrors(repository);
    }

    /** The statement by which somebody with the right to do so makes the table, once. */
    public String schema() {
        return table.schema();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.ATOMIC_CREATE,
                Capability.COMPARE_AND_SET,
                Capability.UNIQUE_REVISIONS,
                Capability.CONDITIONS_AT_ANY_SIZE);
    }

    @Override
    public Optional<ObjectInfo> stat(ObjectPath path) {
        return call("stat", path.requireObject(), connection -> table.at(connection, path)).stream()
                .findFirst();
    }

    @Override
    public ObjectBody get(ObjectPath path, ByteRange range) {
        Connection connection = open("get", path.requireObject());
        try {
            ResultSet row = table.open(connection, path);
            if (!row.next()) {
                throw errors.notFound(path);
            }
            ObjectInfo info = JdbcTable.info(row);
            if (range.offset() >= info.size() && !range.isAll()) {
                throw new InvalidArgumentException(
                        "no range of " + info + " begins at byte " + range.offset() + ": ask for an earlier one");
            }
            InputStream bytes = info.size() == 0
                    ? InputStream.nullInputStream()
                    : row.getBlob("content").getBinaryStream(range.offset() + 1, range.lengthWithin(info.size()));
            return new ObjectBody(info, new RowStream(bytes, connection, range.lengthWithin(info.size())));
        } catch (SQLException e) {
            RowStream.close(connection);
            throw errors.translated("get", path, e);
        } catch (RuntimeException e) {
            RowStream.close(connection);
            throw e;
        }
    }

    @Override
    public ObjectInfo put(ObjectPath path, Content content, PutMode mode) {
        return call("put", path.requireObject(), connection -> {
            Blob blob = connection.createBlob();
            ObjectInfo info = BlobWriter.fill(blob, path, content, errors);
            try {
                write(connection, info, blob, mode);
            } catch (SQLException e) {
                throw errors.translatedWrite(path, e);
            }
            return info;
        });
    }

    @Override
    public Stream<ObjectInfo> list(ObjectPath prefix) {
        List<ObjectInfo> found = call("list", prefix, connection -> table.below(connection, prefix));
        return found.stream();
    }

    @Override
    public void delete(ObjectPath path) {
        call("delete", path.requireObject(), connection -> table.delete(connection, path));
    }

    /** An address for people; no program opens it. */
    @Override
    public URI url(ObjectPath path) {
        return URI.create("database:/" + repository.name() + "/" + path);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void write(Connection connection, ObjectInfo info, Blob blob, PutMode mode) throws SQLException {
        switch (mode.kind()) {
            case CREATE -> {
                if (!table.insert(connection, info, blob)) {
                    throw errors.exists(info.path());
                }
            }
            case REPLACE -> {
                if (!table.update(connection, info, blob, mode.expected())) {
                    throw errors.conflict(info.path());
                }
            }
            case OVERWRITE -> {
                // Between two attempts somebody may make the row, or remove it.
                boolean written = false;
                while (!written) {
                    written = table.update(connection, info, blob, null) || table.insert(connection, info, blob);
                }
            }
        }
    }

    private <T> T call(String operation, ObjectPath path, Action<T> action) {
        Connection connection = open(operation, path);
        try {
            return action.run(connection);
        } catch (SQLException e) {
            throw errors.translated(operation, path, e);
        } finally {
            RowStream.close(connection);
        }
    }

    private Connection open(String operation, ObjectPath path) {
        if (closed) {
            throw errors.closed(operation, path);
        }
        try {
            return connections.open();
        } catch (SQLException e) {
            throw errors.translated(operation, path, e);
        }
    }
}
