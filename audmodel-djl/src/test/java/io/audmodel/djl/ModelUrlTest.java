package io.audmodel.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.FilePatterns;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUrlTest {

    private static ModelUrl of(String url) {
        return ModelUrl.of(URI.create(url));
    }

    private static FilePatterns wanted(String url) {
        return of(url).wanted().orElseThrow();
    }

    /** Most of these are no names of hosts, so that {@code URI.getHost()} is null. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3e120e8d-1.0.0",
                "3e120e8d-1.0.0-rc.1+build_7",
                "3e120e8d",
                "65206614-dbb7-d61a-b00c-153db7b525c0",
                "emotion-production",
                "emotion_production",
                "Emotion.Production",
                "_",
                "1.0"
            })
    void authority_isAnyReference(String ref) {
        for (String end : new String[] {"", "/", "?translatorFactory=x", "/?a=b"}) {
            ModelUrl url = of("audmodel://" + ref + end);
            assertThat(url.ref()).isEqualTo(ModelRef.of(ref));
            assertThat(url.path()).isEmpty();
            assertThat(url.wanted()).isEmpty();
            assertThat(url.name()).isEqualTo(ref);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audmodel:emotion",
                "audmodel:/emotion",
                "audmodel:///emotion",
                "audmodel://emotion#part",
                "audmodel://emotion:80",
                "audmodel://me@emotion",
                "audmodel://emotion/..",
                "audmodel://emotion/a/../b",
                "audmodel://emotion/%2E%2E/b",
                "audmodel://emotion/a//b",
                "audmodel://emotion/./b",
                "audmodel://emotion/*.onnx",
                "audmodel://emotion/a%3Fb",
                "audmodel://emotion/a%5Cb",
                "audmodel://emotion?include=",
                "audmodel://emotion?include=/a",
                "audmodel://...",
                "https://emotion"
            })
    void url_thatNamesNoModel_isRefused(String url) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + url + "'");
    }

    @Test
    void reference_thatIsMalformed_hasOurErrorAsCause() {
        assertThatThrownBy(() -> of("audmodel://me@emotion")).hasCauseInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void path_selectsAFolderOrAFile() {
        FilePatterns wanted = wanted("audmodel://emotion/onnx/v%202/");
        assertThat(of("audmodel://emotion/onnx/v%202/").name()).isEqualTo("v 2");
        assertThat(wanted.matches("onnx/v 2")).isTrue();
        assertThat(wanted.matches("onnx/v 2/a/b.onnx")).isTrue();
        assertThat(wanted.matches("onnx/v 3")).isFalse();
        assertThat(wanted.matches("other/onnx/v 2/a")).isFalse();
    }

    @Test
    void includes_areAllKept_andAreBelowThePath() {
        FilePatterns wanted = wanted("audmodel://emotion/onnx?include=*.onnx&a=include=x&include=c%2B+%26.yaml");
        assertThat(wanted.matches("onnx/model.onnx")).isTrue();
        assertThat(wanted.matches("onnx/c++&.yaml")).isTrue();
        assertThat(wanted.matches("model.onnx")).isFalse();
        assertThat(wanted.matches("onnx/x")).isFalse();
    }
}
