package io.audmodel.backend.artifactory;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.conn.HttpConnectionFactory;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.conn.DefaultHttpResponseParser;
import org.apache.http.impl.conn.DefaultManagedHttpClientConnection;
import org.apache.http.io.BufferInfo;
import org.apache.http.io.HttpMessageParser;
import org.apache.http.io.SessionInputBuffer;
import org.apache.http.util.CharArrayBuffer;

/**
 * Makes connections that bound the head of an answer, refuse bytes that arrived before the request, and log nothing:
 * the client's own connections write headers, and so credentials, to the log.
 */
final class StrictConnections implements HttpConnectionFactory<HttpRoute, ManagedHttpClientConnection> {

    private static final int BUFFER = 64 * 1024;
    private static final MessageConstraints LIMITS = MessageConstraints.custom()
            .setMaxHeaderCount(256)
            .setMaxLineLength(32 * 1024)
            .build();

    private final AtomicLong made = new AtomicLong();

    @Override
    public ManagedHttpClientConnection create(HttpRoute route, ConnectionConfig config) {
        return new Strict("audmodel-" + made.incrementAndGet());
    }

    private static final class Strict extends DefaultManagedHttpClientConnection {

        Strict(String id) {
            super(id, BUFFER, BUFFER, null, null, LIMITS, null, null, null, Strict::parser);
        }

        /** Earlier bytes may be a proxy's from before the tunnel, or the body of an answer to HEAD. */
        @Override
        public void sendRequestHeader(HttpRequest request) throws HttpException, IOException {
            if (getSessionInputBuffer() instanceof BufferInfo buffer && buffer.length() > 0) {
                throw new IOException("bytes arrived before the request was sent");
            }
            super.sendRequestHeader(request);
        }

        private static HttpMessageParser<HttpResponse> parser(SessionInputBuffer buffer, MessageConstraints limits) {
            return new DefaultHttpResponseParser(buffer, limits) {
                /** The client's own connection would skip any number of lines before an answer. */
                @Override
                protected boolean reject(CharArrayBuffer line, int count) {
                    return true;
                }
            };
        }
    }
}
