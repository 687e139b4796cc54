package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.AudModel;
import io.audmodel.FoundModel;
import io.audmodel.PublishRequest;
import io.audmodel.model.Repository;
import io.audmodel.model.Version;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of many models that is killed three times and repeated: equal at the end, and what was complete is not sent twice.
 * {@code -Daudmodel.copied.models=500} asks for more.
 */
@Tag("reliability")
@Tag("one-jdk")
class KilledCopyTest {

    private static final int MODELS = Integer.getInteger("audmodel.copied.models", 60);
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    @Test
    void copyThatIsKilled_isCompletedByRepeatingIt() throws Exception {
        Tool tool = new Tool(folder);
        Path there = Files.createDirectory(tool.host().resolve("archive"));
        Repository archive = new Repository("file-system", tool.host().toString(), "archive");
        publish(tool);
        Map<Path, Object> complete = new HashMap<>();
        int before = 0;

        for (int kill = 1; kill <= KILLS; kill++) {
            Process copy = tool.start(Tool.command("copy", "--all", "--to", archive));
            int enough = before + MODELS / (2 * KILLS);
            while (copy.isAlive() && headers(there).size() < enough) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            copy.descendants().forEach(ProcessHandle::destroyForcibly);
            copy.destroyForcibly().waitFor();
            before = headers(there).size();
            for (Path done : headers(there)) {
                complete.putIfAbsent(done, stamp(archiveOf(there, done)));
            }
        }
        int killedAt = complete.size();
        tool.run("copy", "--all", "--to", archive).succeeded();

        assertThat(killedAt).isBetween(KILLS, MODELS - 1);
        try (AudModel source = tool.client();
                AudModel copy = AudModel.builder()
                        .repository(archive)
                        .cacheRoot(folder.resolve("other"))
                        .build()) {
            assertThat(ids(copy)).isEqualTo(ids(source)).hasSize(MODELS);
            for (FoundModel model : copy.find().toList()) {
                assertThat(copy.verify(model.ref()).isIntact())
                        .as("%s", model.ref())
                        .isTrue();
            }
        }
        for (Map.Entry<Path, Object> done : complete.entrySet()) {
            assertThat(stamp(archiveOf(there, done.getKey())))
                    .as("%s", done.getKey())
                    .isEqualTo(done.getValue());
        }
        System.out.println("copy of " + MODELS + " models, killed " + KILLS + " times with " + killedAt
                + " complete, all of them sent once");
    }

    private static void publish(Tool tool) {
        Path model = tool.model();
        try (AudModel client = tool.client()) {
            for (int i = 0; i < MODELS; i++) {
                client.publish(PublishRequest.of(model, "emotion", Version.of("1.0." + i)));
            }
        }
    }

    private static TreeSet<String> ids(AudModel client) {
        try (Stream<FoundModel> found = client.find()) {
            TreeSet<String> ids = new TreeSet<>();
            found.forEach(model -> ids.add(model.ref().toString()));
            return ids;
        }
    }

    /** Temporary files come and go meanwhile. */
    private static List<Path> headers(Path repository) throws IOException {
        List<Path> headers = new ArrayList<>();
        Files.walkFileTree(repository, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".header.yaml")) {
                    headers.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return headers;
    }

    /** The archive of a model that is visible. */
    private static Path archiveOf(Path repository, Path header) {
        Path version = header.getParent();
        String id = version.getParent().getFileName() + "-" + version.getFileName();
        return repository
                .resolve("emotion")
                .resolve(version.getParent().getFileName())
                .resolve(version.getFileName())
                .resolve(id + ".zip");
    }

    private static Object stamp(Path archive) throws IOException {
        return Files.getAttribute(archive, "unix:ino") + " " + Files.getLastModifiedTime(archive);
    }
}
