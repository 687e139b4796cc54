package io.audmodel.examples.custom;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.Revision;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.Checksum;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements on one table. Each is a transaction of its own: the database keeps the conditions. */
final class JdbcTable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String COLUMNS = "path, size, modified, md5, revision";

    private final String quoted;

    JdbcTable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidArgumentException(
                    "'" + name + "' is not the name of a table: it has letters, digits, '_' and '-'");
        }
        quoted = '"' + name + '"';
    }

    /** The statement that makes the table. */
    String schema() {
        return "CREATE TABLE " + quoted + " (path VARCHAR(20000) PRIMARY KEY, size BIGINT NOT NULL,"
                + " modified BIGINT NOT NULL, md5 CHAR(32) NOT NULL, revision CHAR(36) NOT NULL, content BLOB NOT NULL)";
    }

    /** The row of the path with its content; at most one. The caller closes the connection. */
    ResultSet open(Connection connection, ObjectPath path) throws SQLException {
        return execute(connection, "SELECT " + COLUMNS + ", content FROM " + quoted + " WHERE path = ?", path.text());
    }

    List<ObjectInfo> at(Connection connection, ObjectPath path) throws SQLException {
        return infos(execute(connection, "SELECT " + COLUMNS + " FROM " + quoted + " WHERE path = ?", path.text()));
    }

    /** Every path below the prefix begins with it and a slash, and zero is the character that follows the slash. */
    List<ObjectInfo> below(Connection connection, ObjectPath prefix) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM " + quoted + " WHERE path > ? AND path < ?";
        return prefix.isRoot()
                ? infos(execute(connection, "SELECT " + COLUMNS + " FROM " + quoted))
                : infos(execute(connection, sql, prefix + "/", prefix + "0"));
    }

    /** Returns whether there was no such row yet. */
    boolean insert(Connection connection, ObjectInfo info, Blob content) throws SQLException {
        String sql =
                "INSERT INTO " + quoted + " (size, modified, md5, revision, content, path) VALUES (?, ?, ?, ?, ?, ?)";
        try {
            return write(connection, sql, info, content, null);
        } catch (SQLIntegrityConstraintViolationException e) {
            return false;
        }
    }

    /** Returns whether there was such a row, with the expected revision where one is given. */
    boolean update(Connection connection, ObjectInfo info, Blob content, @Nullable Revision expected)
            throws SQLException {
        String sql =
                "UPDATE " + quoted + " SET size = ?, modified = ?, md5 = ?, revision = ?, content = ? WHERE path = ?"
                        + (expected == null ? "" : " AND revision = ?");
        return write(connection, sql, info, content, expected);
    }

    /** Returns whether there was such a row. */
    boolean delete(Connection connection, ObjectPath path) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + quoted + " WHERE path = ?")) {
            statement.setString(1, path.text());
            return statement.executeUpdate() == 1;
        }
    }

    static ObjectInfo info(ResultSet row) throws SQLException {
        return new ObjectInfo(
                new ObjectPath(row.getString("path")),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("modified")),
                new Checksum(row.getString("md5")),
                new Revision(row.getString("revision")));
    }

    private static boolean write(
            Connection connection, String sql, ObjectInfo info, Blob content, @Nullable Revision expected)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, info.size());
            statement.setLong(2, info.modified().toEpochMilli());
            statement.setString(3, info.checksum().orElseThrow().hex());
            statement.setString(4, info.revision().orElseThrow().text());
            statement.setBlob(5, content);
            statement.setString(6, info.path().text());
            if (expected != null) {
                statement.setString(7, expected.text());
            }
            return statement.executeUpdate() == 1;
        }
    }

    private static ResultSet execute(Connection connection, String sql, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.closeOnCompletion();
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement.executeQuery();
    }

    private static List<ObjectInfo> infos(ResultSet rows) throws SQLException {
        try (rows) {
            List<ObjectInfo> infos = new ArrayList<>();
            while (rows.next()) {
                infos.add(info(rows));
            }
            return infos;
        }
    }
}
