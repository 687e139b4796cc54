package io.audmodel.backend.artifactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.backend.ObjectPath;
import io.audmodel.error.ConfigurationException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressTest {

    private static final ObjectPath PATH = new ObjectPath("a/b_1.0+c-d");

    @Test
    void parse_hostWithoutScheme_isReachedByHttps() {
        Address address = Address.parse("example.org/artifactory/", "models");
        assertThat(address.object(PATH)).hasToString("https://example.org/artifactory/models/a/b_1.0%2Bc-d");
        assertThat(address.item("a/b", "list"))
                .hasToString("https://example.org/artifactory/api/storage/models/a/b?list");
        assertThat(address.item("", "")).hasToString("https://example.org/artifactory/api/storage/models");
    }

    @Test
    void parse_hostWithAPassword_isRefusedWithoutShowingIt() {
        for (String host :
                List.of("https://me:s3/cret@example.org", "me:s3cret@example.org/a", "http://me:s3 cret@x")) {
            assertThatThrownBy(() -> Address.parse(host, "models"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasNoCause()
                    .hasMessageContaining("***@")
                    .hasMessageNotContainingAny("s3/cret", "s3cret", "s3 cret", "me:");
        }
    }

    @Test
    void parse_hostWithAnUnderscore_saysThatThisIsWhatIsWrong() {
        assertThatThrownBy(() -> Address.parse("http://art_factory:8081/artifactory", "models"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'art_factory'", "underscore", "IP address");
        assertThat(Address.parse("https://example.org/my_files", "models").base())
                .hasHost("example.org");
    }

    @Test
    void object_nameThatMeansSomethingInAddresses_isEncoded() {
        Address address = Address.parse("http://example.org", "my models;v=1?50%ü");
        assertThat(address.object(PATH))
                .hasToString("http://example.org/my%20models%3Bv%3D1%3F50%25%C3%BC/a/b_1.0%2Bc-d");
        assertThat(address.object(PATH).getPath()).isEqualTo("/my models;v=1?50%ü/a/b_1.0+c-d");
    }

    @Test
    void isOrigin_comparesSchemeHostAndPort() {
        Address address = Address.parse("https://example.org/artifactory", "models");
        assertThat(address.isOrigin(URI.create("https://EXAMPLE.org:443/elsewhere")))
                .isTrue();
        for (String other : new String[] {
            "http://example.org/artifactory",
            "https://example.org:8443/artifactory",
            "https://example.org.evil.net/artifactory",
            "https://cdn.example.org/artifactory"
        }) {
            assertThat(address.isOrigin(URI.create(other))).as(other).isFalse();
        }
    }
}
