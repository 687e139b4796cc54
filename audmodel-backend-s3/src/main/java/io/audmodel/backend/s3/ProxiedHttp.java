package io.audmodel.backend.s3;

import java.io.IOException;
import java.net.HttpURLConnection;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Tells refusals of a proxy from those of the server behind it. Thread-safe. */
final class ProxiedHttp implements SdkHttpClient {

    /** The proxy wants other credentials; the message names it. */
    static final class Refusal extends IOException {

        private static final long serialVersionUID = 1L;

        Refusal(String proxy) {
            super("the proxy " + proxy + " does not accept the user and password, or there are none: correct them in"
                    + " HTTPS_PROXY or HTTP_PROXY, or in https.proxyUser and https.proxyPassword");
        }
    }

    private final SdkHttpClient delegate;
    private final String proxy;

    /** @param proxy host and port */
    ProxiedHttp(SdkHttpClient delegate, String proxy) {
        this.delegate = delegate;
        this.proxy = proxy;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = delegate.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return accepted(prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private HttpExecuteResponse accepted(ExecutableHttpRequest prepared) throws IOException {
        HttpExecuteResponse response;
        try {
            response = prepared.call();
        } catch (IOException e) {
            // The JDK has no type for a tunnel that is refused.
            if (String.valueOf(e.getMessage()).matches("(?s).*Proxy returns \"HTTP/1\\.. 407.*")) {
                throw new Refusal(proxy);
            }
            throw e;
        }
        if (response.httpResponse().statusCode() == HttpURLConnection.HTTP_PROXY_AUTH) {
            prepared.abort();
            throw new Refusal(proxy);
        }
        return response;
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
