package io.audmodel.backend.s3;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Passes requests on to another client. A subclass changes a request or its answer. */
abstract class ForwardingHttp implements SdkHttpClient {

    private final SdkHttpClient delegate;

    /** @param delegate the other client, which is closed with this one */
    ForwardingHttp(SdkHttpClient delegate) {
        this.delegate = delegate;
    }

    /** @param prepared sends the request */
    abstract HttpExecuteResponse call(SdkHttpRequest request, ExecutableHttpRequest prepared) throws IOException;

    @Override
    public final ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = delegate.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return ForwardingHttp.this.call(request.httpRequest(), prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return delegate.clientName();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
