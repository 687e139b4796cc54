package io.audmodel.archive.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.ArchiveProgress;
import io.audmodel.archive.Sandbox;
import io.audmodel.model.ArchiveLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders nested as deep as the system allows, worked on by threads with small stacks. */
class DeepFoldersTest {

    private static final int DEPTH = 1_900;
    private static final long STACK = 160 << 10;

    @TempDir
    Path folder;

    @Test
    void foldersNestedAsDeepAsPathsCanBe_arePackedUnpackedAndDeleted() throws Exception {
        Path root = Files.createDirectory(folder.resolve("m"));
        Path deepest = root;
        for (int i = 0; i < DEPTH; i++) {
            deepest = Files.createDirectory(deepest.resolve("d"));
        }
        Files.writeString(deepest.resolve("f"), "content");
        Path target = Files.createDirectory(folder.resolve("t"));

        onASmallStack(() -> {
            byte[] archive = Sandbox.packed(root);
            ArchiveReader.of(ArchiveBytes.of(List.of(archive)), "deep", ArchiveLimits.defaults())
                    .unpack(target, name -> true, ArchiveProgress.none());
        });
        assertThat(target.resolve(root.relativize(deepest)).resolve("f")).hasContent("content");

        onASmallStack(() -> {
            FolderTree.clear(root);
            FolderTree.clear(target);
        });
        assertThat(root).isEmptyDirectory();
        assertThat(target).isEmptyDirectory();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void onASmallStack(Work work) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (IOException | RuntimeException | Error e) {
                        failure.set(e);
                    }
                },
                "small-stack",
                STACK);
        thread.start();
        thread.join(TimeUnit.MINUTES.toMillis(2));
        assertThat(thread.isAlive()).isFalse();
        assertThat(failure.get()).isNull();
    }
}
