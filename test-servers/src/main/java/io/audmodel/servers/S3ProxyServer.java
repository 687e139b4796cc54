package io.audmodel.servers;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * <a href="https://github.com/gaul/s3proxy">S3Proxy</a> in this process. It checks signatures; one of several writers
 * creates an object, but it does not compare and set atomically.
 */
public final class S3ProxyServer implements S3Server {

    private final S3Proxy proxy;
    private final BlobStore store;

    private S3ProxyServer(S3Proxy proxy, BlobStore store) {
        this.proxy = proxy;
        this.store = store;
    }

    public static S3ProxyServer start() {
        try {
            BlobStore store = BlobStores.create("transient-nio2", new Properties());
            S3ProxyServer server = new S3ProxyServer(
                    S3Proxy.builder()
                            .endpoint(URI.create("http://127.0.0.1:0"))
                            .awsAuthentication(AuthenticationType.AWS_V4, "the-access-key", "the-secret-key")
                            .blobStore(store)
                            .build(),
                    store);
            server.proxy.start();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not start", e);
        }
    }

    @Override
    public String endpoint() {
        return "http://127.0.0.1:" + proxy.getPort();
    }

    @Override
    public String accessKey() {
        return "the-access-key";
    }

    @Override
    public String secretKey() {
        return "the-secret-key";
    }

    @Override
    public void createBucket(String name) {
        store.createContainer(name);
    }

    @Override
    public Map<String, String> options() {
        return Map.of("access_key", accessKey(), "secret_key", secretKey(), "conditional_writes", "create");
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not stop", e);
        }
    }
}
