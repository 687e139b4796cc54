package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.http.HttpHost;
import org.junit.jupiter.api.Test;

class ProxyChoiceTest {

    private static final HttpHost SECURE = new HttpHost("repo.example.org", 443, "https");
    private static final HttpHost PLAIN = new HttpHost("repo.example.org", 80, "http");

    @Test
    void proxyFor_eachScheme_hasItsVariable() {
        ProxyChoice proxy = settings(Map.of("HTTPS_PROXY", "http://s.example.org:3128", "http_proxy", "p.example.org"));
        assertThat(proxy.proxyFor(SECURE)).isEqualTo(new HttpHost("s.example.org", 3128));
        assertThat(proxy.proxyFor(PLAIN)).isEqualTo(new HttpHost("p.example.org", 80));
        assertThat(settings(Map.of()).proxyFor(SECURE)).isNull();
    }

    @Test
    void proxyFor_hostsOfNoProxy_isNone() {
        for (String direct :
                new String[] {"*", "example.org", ".example.org", "*.example.org", "x, repo.example.org"}) {
            assertThat(settings(Map.of("HTTPS_PROXY", "http://s.example.org", "no_proxy", direct))
                            .proxyFor(SECURE))
                    .as(direct)
                    .isNull();
        }
        assertThat(settings(Map.of("HTTPS_PROXY", "http://s.example.org", "NO_PROXY", "ample.org,repo.example"))
                        .proxyFor(SECURE))
                .isNotNull();
    }

    @Test
    void authorization_isTheUserOfTheProxy() {
        ProxyChoice proxy = settings(Map.of("HTTPS_PROXY", "http://me:s3cret@s.example.org"));
        assertThat(proxy.authorization(SECURE)).contains("Basic bWU6czNjcmV0");
        assertThat(proxy.authorization(PLAIN)).isEmpty();
        assertThat(proxy.toString()).doesNotContain("s3cret");
    }

    @Test
    void of_addressThatIsNone_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> settings(Map.of("HTTPS_PROXY", "http://me:s3 cret@")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasStackTraceContaining("HTTPS_PROXY")
                .hasMessageNotContaining("cret")
                .hasNoCause();
    }

    private static ProxyChoice settings(Map<String, String> variables) {
        return ProxyChoice.of(Environment.of(variables, Path.of("no-home"), "sphinx"));
    }
}
