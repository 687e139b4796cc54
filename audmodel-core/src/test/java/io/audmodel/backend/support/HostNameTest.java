package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "my_minio, my_minio",
        "my_minio:9000, my_minio",
        "http://my_minio:9000/, my_minio",
        "https://me:secret@my_minio:9000/a, my_minio"
    })
    void flaw_underscore_isNamedWithoutThePassword(String address, String host) {
        assertThat(HostName.flaw(address))
                .get()
                .asString()
                .contains("'" + host + "'")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"minio:9000", "https://example.org/my_files", "https://my_user:my_secret@example.org/a", ""})
    void flaw_noneOfTheHost_isEmpty(String address) {
        assertThat(HostName.flaw(address)).isEmpty();
    }
}
