package io.audmodel.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Application;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.repository.Repository;
import ai.djl.repository.RepositoryFactory;
import ai.djl.repository.zoo.DefaultModelZoo;
import ai.djl.util.Progress;
import ai.djl.util.Utils;
import io.audmodel.AudModel;
import io.audmodel.junit.AudModelTest;
import io.audmodel.junit.ModelFixture;
import io.audmodel.junit.Models;
import io.audmodel.junit.TestRepository;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What DJL's own tests ask of its repositories, asked of ours. */
@AudModelTest
class AudModelRepositoryTest {

    @Models
    private AudModel audmodel;

    @Models
    private TestRepository models;

    private ModelId id;

    @BeforeEach
    void publish() {
        id = models.publish(ModelFixture.of("emotion", "1.0.0")
                .file("synset.txt", "cat")
                .file("test_dir/test_file.txt", "N/A")
                .file("test_dir/inner/deep.txt", "deep")
                .alias("emotion-production"));
        Repository.registerRepositoryFactory(AudModelRepositoryFactory.of(audmodel));
    }

    private static Artifact only(Repository repository) throws IOException {
        List<MRL> resources = repository.getResources();
        assertThat(resources).hasSize(1);
        return repository.resolve(resources.get(0), null);
    }

    @Test
    void factory_isFoundByDjl() {
        assertThat(ServiceLoader.load(RepositoryFactory.class))
                .filteredOn(AudModelRepositoryFactory.class::isInstance)
                .singleElement()
                .satisfies(factory -> assertThat(factory.getSupportedScheme()).containsExactly("audmodel"));
    }

    @Test
    void factory_refusesOtherSchemes() {
        RepositoryFactory factory = new AudModelRepositoryFactory();
        assertThatThrownBy(() -> factory.newInstance("x", URI.create("https://djl-not-exists/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void repository_isOfOneModel_andAsksNobody() throws IOException {
        Repository repository = Repository.newInstance("models", "audmodel://emotion-production");
        MRL resource = repository.getResources().get(0);
        Metadata metadata = repository.locate(resource);

        assertThat(repository.isRemote()).isTrue();
        assertThat(repository.getName()).isEqualTo("models");
        assertThat(repository.getBaseUri()).hasToString("audmodel://emotion-production");
        assertThat(metadata.getApplication()).isEqualTo(Application.UNDEFINED);
        assertThat(metadata.getGroupId()).isEqualTo(DefaultModelZoo.GROUP_ID);
        assertThat(metadata.getArtifactId()).isEqualTo("emotion-production");
        assertThat(metadata.getArtifacts()).hasSize(1);
        assertThat(only(repository).getName()).isEqualTo("emotion-production");
        assertThat(resource.isPrepared(only(repository))).isFalse();
        assertThat(repository.getCacheDirectory()).isEqualTo(audmodel.cacheRoot());
        assertThat(models.requests()).isZero();
    }

    @Test
    void query_namesArtifactAndModel_andGivesArguments_butForIncludes() throws IOException {
        Repository repository = Repository.newInstance(
                "models", "audmodel://" + id + "?artifact_id=resnet&model_name=resnet18&include=*.txt&application=x");

        assertThat(repository.getResources().get(0).getArtifactId()).isEqualTo("resnet");
        assertThat(only(repository).getName()).isEqualTo("resnet18");
        assertThat(only(repository).getArguments(null))
                .containsOnlyKeys("artifact_id", "model_name", "application")
                .containsEntry("application", "x");
    }

    @Test
    void preparing_loadsTheModel_andKnowsItsFiles() throws IOException {
        Repository repository = Repository.newInstance("models", "audmodel://emotion-production");
        Artifact artifact = only(repository);
        repository.prepare(artifact);

        Path folder = repository.getResourceDirectory(artifact);
        assertThat(folder).isEqualTo(audmodel.load(id));
        assertThat(repository.getResources().get(0).isPrepared(artifact)).isTrue();
        assertThat(artifact.getFiles()).containsOnlyKeys("synset.txt", "test_dir");
        Artifact.Item inner = artifact.getFiles().get("test_dir");
        assertThat(repository.listDirectory(inner, "")).containsExactlyInAnyOrder("test_file.txt", "inner");
        assertThat(repository.listDirectory(inner, "inner")).containsExactly("deep.txt");
        assertThat(repository.getFile(inner, "test_file.txt")).hasContent("N/A");
        Artifact.Item synset = artifact.getFiles().get("synset.txt");
        assertThat(synset.getSize()).isEqualTo(3);
        try (InputStream stream = repository.openStream(synset, null)) {
            assertThat(Utils.readLines(stream)).containsExactly("cat");
        }
    }

    @Test
    void path_loadsThatFolderAlone() throws IOException {
        Repository repository = Repository.newInstance("models", "audmodel://emotion-production/test_dir");
        Artifact artifact = only(repository);
        repository.prepare(artifact);

        Path folder = repository.getResourceDirectory(artifact);
        assertThat(artifact.getName()).isEqualTo("test_dir");
        assertThat(artifact.getFiles()).containsOnlyKeys("test_file.txt", "inner");
        assertThat(folder.resolve("inner/deep.txt")).hasContent("deep");
        assertThat(folder.resolveSibling("synset.txt")).doesNotExist();
    }

    @Test
    void path_canBeAFile() throws IOException {
        Repository repository =
                Repository.newInstance("models", "audmodel://emotion-production/test_dir/test_file.txt");
        Artifact artifact = only(repository);
        repository.prepare(artifact);

        assertThat(repository.getResourceDirectory(artifact)).isRegularFile().hasContent("N/A");
        try (InputStream stream = repository.openStream(artifact.getFiles().get("test_file.txt"), null)) {
            assertThat(Utils.readLines(stream)).containsExactly("N/A");
        }
    }

    @Test
    void includes_loadTheseFilesAlone() throws IOException {
        Repository repository =
                Repository.newInstance("models", "audmodel://emotion-production/test_dir?include=**/d*");
        Artifact artifact = only(repository);
        repository.prepare(artifact);

        assertThat(artifact.getFiles()).containsOnlyKeys("inner");
    }

    @Test
    void model_thatWasRemovedFromTheCache_isNotPrepared() throws IOException {
        Repository repository = Repository.newInstance("models", "audmodel://emotion-production");
        Artifact artifact = only(repository);
        repository.prepare(artifact);
        assertThat(audmodel.cache().remove(id)).isTrue();

        assertThat(repository.getResources().get(0).isPrepared(artifact)).isFalse();
        repository.prepare(artifact);
        assertThat(Files.isDirectory(repository.getResourceDirectory(artifact))).isTrue();
    }

    @Test
    void aliasMoves_nextPreparationLoadsTheNewModel() throws IOException {
        Repository repository = Repository.newInstance("models", "audmodel://emotion-production");
        Artifact artifact = only(repository);
        repository.prepare(artifact);
        ModelId next = models.publish(
                ModelFixture.of("emotion", "2.0.0").file("synset.txt", "dog").alias("emotion-production"));
        repository.prepare(artifact);

        assertThat(repository.getResourceDirectory(artifact)).isEqualTo(audmodel.load(next));
    }

    @Test
    void progress_ofALoadIsShown_andOfACachedModelNot() throws IOException {
        Bar bar = new Bar();
        Repository repository = Repository.newInstance("models", "audmodel://emotion-production");
        repository.prepare(only(repository), bar);
        assertThat(bar.calls)
                .startsWith("Downloading of 370")
                .contains("Unpacking of 10")
                .endsWith("10", "end");

        bar.calls.clear();
        repository.prepare(only(repository), bar);
        assertThat(bar.calls).isEmpty();
    }

    private static final class Bar implements Progress {

        private final List<String> calls = new ArrayList<>();

        @Override
        public void reset(String message, long max, String trailingMessage) {
            calls.add(message + " of " + max);
        }

        @Override
        public void start(long initialProgress) {
            calls.add("start");
        }

        @Override
        public void end() {
            calls.add("end");
        }

        @Override
        public void increment(long increment) {
            calls.add("+" + increment);
        }

        @Override
        public void update(long progress, String message) {
            calls.add("" + progress);
        }
    }
}
