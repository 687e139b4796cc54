package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.PublishRequest;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.AlreadyExistsException;
import io.audmodel.error.ModelNotFoundException;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A publish with metadata and alias, also over the remains of an earlier one. */
final class CrashedPublish implements CrashPrefixes.Scenario {

    /** A step with an archive and without a header. */
    private static final int EARLIER_STEP = 6;

    private final PublishRequest request;
    private final ModelId id;
    private final Alias alias;

    CrashedPublish(CrashPrefixes prefixes, boolean again) {
        this.alias = Alias.of(prefixes.alias());
        this.request = prefixes.request("1.0.0").alias(alias);
        this.id = request.id();
        if (again) {
            assertThat(prefixes.isStopped(EARLIER_STEP, this::call)).isTrue();
            assertThat(prefixes.client().exists(id)).isFalse();
        }
    }

    @Override
    public void call(AudModel client) {
        client.publish(request);
    }

    @Override
    public void recover(AudModel fresh) {
        boolean visible = fresh.exists(id);
        if (visible) {
            requireWhole(fresh, id);
            assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> fresh.publish(request));
            fresh.setAlias(alias, id);
        } else {
            assertThatExceptionOfType(ModelNotFoundException.class).isThrownBy(() -> fresh.versions(id));
            assertThatExceptionOfType(AliasNotFoundException.class).isThrownBy(() -> fresh.resolveAlias(alias));
            assertThat(fresh.publish(request)).isEqualTo(id);
        }
        requireWhole(fresh, id);
        assertThat(fresh.resolveAlias(alias)).isEqualTo(id);
        assertThat(fresh.aliases(id)).containsExactly(alias);
        assertThat(fresh.versions(id)).containsExactly(id.version());
    }

    /** Checks a model of {@link CrashPrefixes#request}. */
    static void requireWhole(AudModel fresh, ModelId id) {
        assertThat(fresh.header(id).author()).isEqualTo("author");
        assertThat(fresh.meta(id)).isEqualTo(Map.of("state", "old"));
        Path model = fresh.load(id);
        try (var files = Files.walk(model)) {
            assertThat(files.filter(Files::isRegularFile).map(model::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "weights.txt", Path.of("log", "eval.txt").toString());
            assertThat(model.resolve("weights.txt")).isNotEmptyFile();
            assertThat(model.resolve("log/eval.txt")).hasContent("uar: 0.7");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
