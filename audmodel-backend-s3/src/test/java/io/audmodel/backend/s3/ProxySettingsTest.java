package io.audmodel.backend.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.Environment;
import io.audmodel.error.ConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

class ProxySettingsTest {

    private static final URI SERVER = URI.create("https://s3.corp.test");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:3128", "http://127.0.0.1:3128", "http://127.0.0.1:3128/"})
    void proxy_isReadWithAndWithoutAScheme(String proxy) {
        assertThat(way("https://s3.corp.test", Map.of("HTTPS_PROXY", proxy))).isEqualTo("127.0.0.1:3128");
        assertThat(way("http://s3.corp.test", Map.of("http_proxy", proxy))).isEqualTo("127.0.0.1:3128");
    }

    @ParameterizedTest
    @CsvSource({
        ".corp.test,        s3.corp.test,        ''",
        "corp.test,         bucket.s3.corp.test, ''",
        "*.corp.test,       s3.corp.test,        ''",
        "'a, .CORP.test ',  S3.corp.TEST,        ''",
        "*,                 s3.corp.test,        ''",
        "corp.test,         s3.mycorp.test,      p:80",
        "corp.test,         s3.corp.test.evil,   p:80",
        "corp.test,         s3xcorp.test,        p:80"
    })
    void noProxy_isTheHostAndThoseBelowIt(String direct, String host, String way) {
        assertThat(way("https://" + host, Map.of("HTTPS_PROXY", "p", "NO_PROXY", direct)))
                .isEqualTo(way);
    }

    @Test
    void userOfTheAddress_isReadPlainly() {
        ProxyConfiguration read = found(SERVER, Map.of("HTTPS_PROXY", "http://me%40home:a%2Fb+c@proxy.example.org"))
                .orElseThrow();
        assertThat(List.of(read.host(), read.port(), read.username(), read.password()))
                .containsExactly("proxy.example.org", 80, "me@home", "a/b+c");
    }

    @Test
    void whatIsNoAddress_isRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> found(SERVER, Map.of("HTTPS_PROXY", "http://me:geheim 1@p")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://me:geheim@p:1080", "socks5h://p:1080", "ftp://p"})
    void proxyOfAnotherKind_isRefused(String proxy) {
        assertThatThrownBy(() -> found(SERVER, Map.of("HTTPS_PROXY", proxy)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageContaining("socksProxyHost")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void proxyBehindTls_isRefused_asItsPasswordWouldBeSentWithoutTls() {
        assertThatThrownBy(() -> found(SERVER, Map.of("HTTPS_PROXY", "https://me:geheim@p.test:3129")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("p.test")
                .hasMessageContaining("http://")
                .hasMessageNotContaining("geheim");
        assertThat(way("http://s3.corp.test", Map.of("HTTPS_PROXY", "https://p.test:3129")))
                .isEmpty();
        assertThat(way("https://s3.corp.test", Map.of("HTTPS_PROXY", "https://p.test:3129", "NO_PROXY", "corp.test")))
                .isEmpty();
    }

    private static String way(String target, Map<String, String> variables) {
        URI uri = URI.create(target);
        return Route.to(uri, found(uri, variables)).proxyName();
    }

    private static Optional<ProxyConfiguration> found(URI server, Map<String, String> variables) {
        return ProxySettings.to(server, Environment.of(variables, Path.of("no-home"), "me"));
    }
}
