package io.audmodel.examples.custom;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;

/** The bytes of one row, as many as announced, with the connection that they come from. */
final class RowStream extends FilterInputStream {

    private final Connection connection;
    private long remaining;

    RowStream(InputStream bytes, Connection connection, long length) {
        super(bytes);
        this.connection = connection;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int count = super.read(bytes, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw new EOFException("the database sent " + remaining + " bytes too few");
        }
        remaining -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            close(connection);
        }
    }

    /** What was to be done is done; what a connection says at its end changes nothing. */
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            return;
        }
    }
}
