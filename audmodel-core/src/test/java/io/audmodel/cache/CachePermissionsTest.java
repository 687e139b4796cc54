package io.audmodel.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachePermissionsTest {

    @ParameterizedTest
    @CsvSource({
        "rwx------, 700, 600",
        "rwxr-x---, 750, 640",
        "rwxrwx---, 770, 660",
        "rwxrws---, 2770, 660",
        "rwxr-s---, 2750, 640",
        "rwxrwsr-x, 2775, 664",
        "rwxrwxrwx, 777, 666"
    })
    void of_readsTheNotationOfPosix(String text, String folders, String files) {
        CachePermissions permissions = CachePermissions.of(text);
        assertThat(permissions.areOfUmask()).isFalse();
        assertThat(Integer.toOctalString(permissions.modeOfFolders())).isEqualTo(folders);
        assertThat(Integer.toOctalString(permissions.modeOfFiles())).isEqualTo(files);
        assertThat(permissions).hasToString(text).isEqualTo(CachePermissions.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2770",
                "rwxrws",
                "rwx-wx---",
                "rwxr-----",
                "rwx--s---",
                "rwx---r-x",
                "rwxr-xrwx",
                "r-xr-xr-x",
                "---------",
                "rwsrwx---",
                "rwxrwxrwt",
                "rwxrwS---",
                "RWXRWX---",
                " rwxrwx---",
                "rwxrwx---\n",
                "Umask"
            })
    void of_refusesWhatMakesNoSense(String text) {
        assertThatThrownBy(() -> CachePermissions.of(text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("cannot be the permissions of a cache", text.strip(), "rwxrws---", "umask");
    }

    @Test
    void ofUmask_hasNoModes() {
        assertThat(CachePermissions.of("umask")).isEqualTo(CachePermissions.ofUmask());
        assertThatThrownBy(CachePermissions.ofUmask()::modeOfFiles).isInstanceOf(IllegalStateException.class);
    }
}
