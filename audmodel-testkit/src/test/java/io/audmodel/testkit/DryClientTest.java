package io.audmodel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.PublishRequest;
import io.audmodel.backend.Backend;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Content;
import io.audmodel.backend.InMemoryBackend;
import io.audmodel.backend.ObjectPath;
import io.audmodel.backend.PutMode;
import io.audmodel.dryrun.DryRun;
import io.audmodel.dryrun.PlannedChange;
import io.audmodel.dryrun.PlannedChange.Kind;
import io.audmodel.error.AliasNotFoundException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.StorageException;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelId;
import io.audmodel.model.Repository;
import io.audmodel.model.RepositoryAddress;
import io.audmodel.model.Version;
import io.audmodel.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of a dry run sees what it changes, and nobody else does. */
class DryClientTest {

    private static final Repository REPOSITORY = Repository.fileSystem(Path.of("/host"), "models");
    private static final RepositoryAddress PLACE = RepositoryAddress.place(REPOSITORY, Map.of());
    private static final Alias ALIAS = Alias.of("production");

    private final InMemoryBackend store = new InMemoryBackend();
    private final DryRun run = DryRun.begin();

    @TempDir
    private Path folder;

    private Backend connect() {
        return run.over(PLACE, store::reconnect).get();
    }

    private AudModelBuilder builder() {
        return AudModel.builder().repository(REPOSITORY, store).cacheRoot(folder.resolve("cache"));
    }

    private PublishRequest request(String version) throws IOException {
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("weights"), "w");
        return PublishRequest.of(model, "model", Version.of(version)).author("me");
    }

    @Test
    void clientOfADryRun_seesItsChanges_andNobodyElseDoes() throws IOException {
        try (AudModel real = builder().build();
                AudModel dry = builder().dryRun(run).build()) {
            ModelId before = real.publish(request("1.0.0").alias(ALIAS));
            List<String> stored = content();

            ModelId after = dry.publish(request("2.0.0"));
            dry.setAlias(ALIAS, after);
            dry.updateMeta(before, Map.of("recall", 0.5));

            assertThat(dry.versions(before)).extracting(Version::text).containsExactly("1.0.0", "2.0.0");
            assertThat(dry.resolveAlias(ALIAS)).isEqualTo(after);
            assertThat(dry.meta(before)).isEqualTo(Map.of("recall", 0.5));
            assertThat(dry.updateMeta(before, now -> Tree.without(now, "recall")))
                    .isEmpty();
            assertThatThrownBy(() -> dry.updateMeta(before, now -> Tree.without(now, "recall")))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("[recall]");
            assertThat(dry.open(after, "weights")).hasContent("w");
            assertThat(run.changes())
                    .extracting(PlannedChange::kind)
                    .contains(Kind.CREATE, Kind.REPLACE)
                    .doesNotContain(Kind.DELETE);
            dry.removeAlias(ALIAS);
            assertThat(run.changes())
                    .anySatisfy(change -> assertThat(change)
                            .hasToString(
                                    "delete " + change.path() + " in " + PLACE + ", " + change.bytes() + " bytes"));

            assertThat(content()).isEqualTo(stored);
            assertThat(real.exists(after)).isFalse();
            assertThat(real.resolveAlias(ALIAS)).isEqualTo(before);
            assertThatThrownBy(() -> dry.resolveAlias(ALIAS)).isInstanceOf(AliasNotFoundException.class);
        } finally {
            run.close();
        }
    }

    private List<String> content() {
        try (var objects = store.list(ObjectPath.ROOT)) {
            return objects.map(object -> object + " " + object.checksum() + " " + object.revision())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsWrittenAndDeleted_isNoChange() {
        ObjectPath path = ObjectPath.of("a/b");
        try (Backend backend = connect()) {
            backend.put(path, Content.of(new byte[3]), PutMode.create());
            assertThat(run.changes()).singleElement().hasToString("write a/b in " + PLACE + ", 3 bytes");
            backend.delete(path);
            assertThat(run.changes()).isEmpty();
        }
    }

    @Test
    void largeContent_isMeasured_andNotKept() {
        byte[] large = new byte[(16 << 20) + 1];
        ObjectPath path = ObjectPath.of("a/large");
        try (Backend backend = connect()) {
            backend.put(path, Content.of(large), PutMode.create());

            assertThat(backend.stat(path)).hasValueSatisfying(info -> {
                assertThat(info.size()).isEqualTo(large.length);
                assertThat(info.checksum()).contains(Checksum.md5(large));
            });
            assertThatThrownBy(() -> backend.get(path, ByteRange.all()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("a dry run keeps no content of more than 16777216 bytes");
            assertThat(store.stat(path)).isEmpty();
        }
    }
}
