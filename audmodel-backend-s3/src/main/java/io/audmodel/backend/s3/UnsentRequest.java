package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Repository;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A client that sends nothing: it answers with an object of one byte. A request by it loads what the first real one needs. */
final class UnsentRequest implements SdkHttpClient {

    /** Makes one request. */
    static void make() {
        try (Backend backend = backend()) {
            backend.stat(new ObjectPath("none"));
        }
    }

    /** A backend without a store, by settings that depend on nothing. */
    static Backend backend() {
        BackendSettings settings = new BackendSettings(
                Map.of("access_key", "none", "secret_key", "none"),
                Environment.of(Map.of(), Path.of("/"), "none"),
                Path.of("/"));
        return S3Backend.of(new Repository("s3", "http://localhost", "none"), settings, new UnsentRequest());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(HttpStatusCode.PARTIAL_CONTENT)
                                .putHeader("Content-Range", "bytes 0-0/1")
                                .putHeader("Content-Length", "1")
                                .putHeader("ETag", "\"none\"")
                                .putHeader("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT")
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[1])))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
