package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.BackendMissingException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.PlainText;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Names that break the contract: refused with the name, and nothing written. */
interface BadInputSuite extends OnStorage {

    List<String> OUTSIDE_THE_CONTRACT = List.of(
            "", " ", "a b", "ä", "a/b", "a\\b", "a~b", "a:b", "a\nb", "..", "../x", "/etc", "a/../b", "a\u0000b");

    /** The request or its publish fails, with the value in the message, and the repository stays as it was. */
    private static void refuses(Workshop workshop, String value, Function<PublishRequest, PublishRequest> step) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .as("'%s'", value)
                .isThrownBy(() -> workshop.client().publish(step.apply(workshop.request("onnx", "1.0.0"))))
                .withMessageContaining(PlainText.line(value));
        assertThat(workshop.everything(workshop.repository())).isEmpty();
    }

    @Test
    default void name_outsideTheContract(Workshop workshop) {
        Path model = workshop.model("files");
        for (String name : OUTSIDE_THE_CONTRACT) {
            refuses(workshop, name, request -> PublishRequest.of(model, name, Version.of("1.0.0")));
        }
    }

    @Test
    default void subgroup_outsideTheContract(Workshop workshop) {
        OUTSIDE_THE_CONTRACT.stream()
                .filter(subgroup -> !subgroup.isEmpty())
                .forEach(subgroup -> refuses(workshop, subgroup, request -> request.subgroup(Subgroup.of(subgroup))));
        for (String subgroup : List.of(".a", "a.", "a..b", ".", "_uid", "_alias", "_uid.x", "_alias.a.b")) {
            refuses(workshop, subgroup, request -> request.subgroup(Subgroup.of(subgroup)));
        }
    }

    @Test
    default void version_outsideTheContract(Workshop workshop) {
        Path model = workshop.model("files");
        for (String version : OUTSIDE_THE_CONTRACT) {
            refuses(workshop, version, request -> PublishRequest.of(model, "onnx", Version.of(version)));
        }
        String asLongAsALegacyId = "1.0.0-alpha.0123456789.abcd";
        for (String version :
                List.of("v3.0.0", "1_0", "1.2", "1.0.0rc1", "latest", "-1", "1.0.0+build", asLongAsALegacyId)) {
            refuses(workshop, version, request -> PublishRequest.of(model, "onnx", Version.of(version)));
        }
    }

    @Test
    default void alias_outsideTheContract_orInTheFormOfAnId(Workshop workshop) {
        for (String alias : OUTSIDE_THE_CONTRACT) {
            refuses(workshop, alias, request -> request.alias(Alias.of(alias)));
        }
        for (String alias : List.of("3e120e8d", "3e120e8d-1.0.0", "65206614-dbb7-d61a-b00c-153db7b525c0", "...")) {
            refuses(workshop, alias, request -> request.alias(Alias.of(alias)));
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> new Alias(alias))
                    .withMessageContaining(alias);
        }
    }

    @Test
    default void reference_outsideTheContract() {
        for (String reference : OUTSIDE_THE_CONTRACT) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> ModelRef.of(reference))
                    .withMessageContaining(PlainText.line(reference));
        }
    }

    @Test
    default void root_missing_aFile_orEmpty(Workshop workshop) {
        Path missing = workshop.fresh("missing");
        Path file = Samples.file(workshop.fresh("file"), "not a folder");
        Path empty = workshop.fresh("empty");
        assertThat(empty.resolve("a/b").toFile().mkdirs()).isTrue();
        for (Path root : List.of(missing, file, empty)) {
            refuses(workshop, root.toString(), request -> PublishRequest.of(root, "onnx", Version.of("1.0.0")));
        }
    }

    @Test
    default void backend_unknown(Workshop workshop) {
        Repository strange = Repository.of("floppy-disk:/dev/fd0#models");
        AudModel client = workshop.open(workshop.builder().repository(strange));
        assertThatExceptionOfType(BackendMissingException.class)
                .isThrownBy(() -> client.publish(workshop.request("onnx", "1.0.0")))
                .withMessageContaining("floppy-disk")
                .withMessageContaining("file-system");
        assertThat(client.cacheRoot()).doesNotExist();
    }
}
