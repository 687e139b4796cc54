package io.audmodel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.ModelHeldException;
import io.audmodel.follow.Follower;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.Subgroup;
import io.audmodel.model.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Upkeep upkeep = new Upkeep(new PrintStream(told, true, StandardCharsets.UTF_8));

    @Test
    void keeper_findsMovesChecksAndClears() throws IOException {
        Repository here = new Repository("file-system", folder.toString(), "here");
        Repository there = new Repository("file-system", folder.toString(), "there");
        Files.createDirectory(folder.resolve("here"));
        Files.createDirectory(folder.resolve("there"));
        Path cache = folder.resolve("cache");
        try (AudModel audmodel =
                        AudModel.builder().repository(here).cacheRoot(cache).build();
                AudModel other = AudModel.builder()
                        .repository(there)
                        .cacheRoot(folder.resolve("other"))
                        .build()) {
            ModelId id = audmodel.publish(PublishRequest.of(
                            new SpeechEmotionModel(1).writeTo(folder.resolve("model")), "mlp", Version.of("1.0.0"))
                    .subgroup(Subgroup.of("emotion.speech"))
                    .parameters(Map.of("layers", 5))
                    .meta(Map.of("uar", Map.of("emodb", 0.8)))
                    .alias(Alias.of("live")));
            upkeep.find(audmodel);
            assertThat(told()).isEqualTo(id + " mlp\n");

            upkeep.countHeaders(audmodel);
            assertThat(told()).endsWith("here 1\n");
            ModelId taken = upkeep.takeIn(
                    other,
                    PublishRequest.of(folder.resolve("nowhere"), "taken", Version.of("1.0.0")),
                    folder.resolve("model"));
            assertThat(other.load(taken).resolve("weights.f32")).exists();

            assertThat(upkeep.move(here, there, id).copied()).containsExactly(id);
            upkeep.moveAll(audmodel, other);
            assertThat(other.resolveAlias(Alias.of("live"))).isEqualTo(id);

            assertThat(upkeep.isReady(audmodel)).isTrue();
            Path model = upkeep.check(audmodel, id);
            Files.delete(model.resolve("weights.f32"));
            upkeep.check(audmodel, id);
            assertThat(model.resolve("weights.f32")).isNotEmptyFile();
            assertThat(told()).contains("in the cache: weights.f32 is missing");

            try (Follower follower = upkeep.serve(audmodel, Alias.of("live"))) {
                assertThat(follower.checkNow().model().ref()).isEqualTo(id);
                assertThat(follower.current().folder()).isEqualTo(model);
            }
            assertThat(upkeep.start(here, cache, Alias.of("live"))).isEqualTo(model);
            Path unmounted = Files.move(folder.resolve("here"), folder.resolve("unmounted"));
            assertThat(upkeep.start(here, cache, Alias.of("live"))).isEqualTo(model);
            assertThat(told()).contains("live was " + id + " at ");
            Files.move(unmounted, folder.resolve("here"));
            assertThat(upkeep.retire(audmodel, Alias.of("live"))).isEqualTo(id);
            assertThat(upkeep.onTheTrain(here, cache, id)).isEqualTo(model);
            assertThat(upkeep.ofTheGroup(here, folder.resolve("group"), id)).isDirectory();
            upkeep.evaluate(
                    audmodel,
                    id,
                    served -> assertThatThrownBy(() -> upkeep.makeRoom(audmodel, id))
                            .isInstanceOf(ModelHeldException.class)
                            .hasMessageContaining(served.toString()));
            assertThat(upkeep.makeRoom(audmodel, id)).isEmpty();
            assertThat(model).doesNotExist();
            assertThat(told()).endsWith("0 removed, 0 bytes left\n");
        }
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
