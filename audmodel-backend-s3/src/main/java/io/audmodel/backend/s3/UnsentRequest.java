package io.audmodel.backend.s3;

import io.audmodel.backend.Backend;
import io.audmodel.backend.BackendSettings;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Repository;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A client that sends nothing: it answers that no object is there. A request by it loads what the first real one needs. */
final class UnsentRequest implements SdkHttpClient {

    private static final byte[] ABSENT = "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8);

    /** Makes one request, by settings that depend on nothing. */
    static void make() {
        BackendSettings settings = new BackendSettings(
                Map.of("access_key", "none", "secret_key", "none"),
                Environment.of(Map.of(), Path.of("/"), "none"),
                Path.of("/"));
        Repository nowhere = new Repository("s3", "http://localhost", "none");
        try (Backend backend = S3Backend.of(nowhere, settings, new UnsentRequest())) {
            backend.stat(new ObjectPath("none"));
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(HttpStatusCode.NOT_FOUND)
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ABSENT)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
