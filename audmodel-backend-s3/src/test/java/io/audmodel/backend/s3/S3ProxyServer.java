package io.audmodel.backend.s3;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** S3Proxy in this process: it checks signatures, and creates atomically, but does not compare and set. */
final class S3ProxyServer implements AutoCloseable {

    static final String BUCKET = "models";
    static final String ACCESS_KEY = "the-access-key";
    static final String SECRET_KEY = "the-secret-key";

    private final S3Proxy proxy;

    private S3ProxyServer(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static S3ProxyServer start() throws Exception {
        BlobStore store = BlobStores.create("transient-nio2", new Properties());
        store.createContainer(BUCKET);
        S3Proxy proxy = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .blobStore(store)
                .build();
        proxy.start();
        return new S3ProxyServer(proxy);
    }

    String endpoint() {
        return "http://127.0.0.1:" + proxy.getPort();
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
    }
}
