package io.audmodel.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.backend.ObjectInfo;
import io.audmodel.backend.ObjectPath;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelKey;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    private final ModelKey key = new ModelKey("3e120e8d", new Version("1.0.0"));

    @Test
    void paths_areThoseOfTheReference() {
        assertThat(Layout.header(key)).hasToString("_uid/3e120e8d/1.0.0/3e120e8d-1.0.0.header.yaml");
        assertThat(Layout.meta(key)).hasToString("_uid/3e120e8d/1.0.0/3e120e8d-1.0.0.meta.yaml");
        assertThat(Layout.aliases(key)).hasToString("_uid/3e120e8d.aliases/1.0.0/3e120e8d.aliases-1.0.0.yaml");
        assertThat(Layout.alias(new Alias("small"))).hasToString("_alias/small/1.0.0/small-1.0.0.alias.yaml");
        assertThat(Layout.archive(key, header("emotion.cnn")))
                .hasToString("emotion/cnn/onnx/3e120e8d/1.0.0/3e120e8d-1.0.0.zip");
        assertThat(Layout.archive(key, header(""))).hasToString("onnx/3e120e8d/1.0.0/3e120e8d-1.0.0.zip");
    }

    @Test
    void versionOfHeader_knowsEveryVersionsHeader() {
        for (String version : new String[] {"1.0.0", "1.0.0-rc1", "2", "1.0+cu118", "1.1.0-rc_1"}) {
            ModelKey other = new ModelKey("3e120e8d", new Version(version));
            assertThat(Layout.versionOfHeader(object(Layout.header(other), 200)))
                    .contains(other.version());
            assertThat(Layout.versionOfHeader(object(Layout.header(other), 57)))
                    .as("a fence")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_uid/3e120e8d/1.0.0/3e120e8d-1.0.0.meta.yaml",
                "_uid/3e120e8d/1.0.0/3e120e8d-2.0.0.header.yaml",
                "_uid/3e120e8d/v1/3e120e8d-v1.header.yaml",
                "_uid/3e120e8d/1.0.0/other.txt",
                "_uid/3e120e8d.aliases/1.0.0/3e120e8d.aliases-1.0.0.yaml"
            })
    void versionOfHeader_isEmptyForOtherFiles(String path) {
        assertThat(Layout.versionOfHeader(object(new ObjectPath(path), 200))).isEmpty();
    }

    private static ObjectInfo object(ObjectPath path, long size) {
        return new ObjectInfo(path, size, Instant.EPOCH, null, null);
    }

    private static ModelHeader header(String subgroup) {
        return new ModelHeader(
                "someone", LocalDate.EPOCH, "onnx", Map.of(), new Subgroup(subgroup), new Version("1.0.0"));
    }
}
