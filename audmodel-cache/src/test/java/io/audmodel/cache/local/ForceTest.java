package io.audmodel.cache.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ForceTest {

    @TempDir
    Path folder;

    @Test
    void force_fewFiles_sendsNothingElse() throws IOException {
        files(60);

        assertThat(forced(true)).isEmpty();
    }

    @Test
    void force_manyFiles_sendsAllAtOnce() throws IOException {
        files(70);

        assertThat(forced(true)).containsExactly(folder);
    }

    @Test
    void force_manyFilesThatCannotBeSentAtOnce_sendsEach() throws IOException {
        files(70);
        Files.createSymbolicLink(folder.resolve("d/link"), Path.of("nowhere"));

        assertThat(forced(false)).containsExactly(folder);
    }

    @Test
    void force_withoutAFolder_fails() {
        assertThatThrownBy(() -> FolderSync.force(folder.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has syncfs")
    void syncfs_ofAFolderOnALocalDisk_isDone() throws IOException {
        boolean possible = Syncfs.isReliable("Linux", System.getProperty("os.version"))
                && Syncfs.TRUSTED.contains(Files.getFileStore(folder).type());

        assertThat(Syncfs.force(folder)).isEqualTo(possible);
        assertThat(Syncfs.force(folder.resolve("nowhere"))).isFalse();
    }

    @Test
    void syncfs_isReliableOnLinuxFrom5_8On() {
        assertThat(List.of("5.8.0-generic", "5.10", "6.1.0-rc1", "10.0"))
                .allMatch(version -> Syncfs.isReliable("Linux", version));
        assertThat(List.of("5.7.19", "4.19.0", "3.10.0-1160.el7", "", "five", "99999999.1"))
                .noneMatch(version -> Syncfs.isReliable("Linux", version));
        assertThat(Syncfs.isReliable("Mac OS X", "14.5")).isFalse();
    }

    private List<Path> forced(boolean possible) throws IOException {
        List<Path> forced = new ArrayList<>();
        FolderSync.force(folder, path -> {
            forced.add(path);
            return possible;
        });
        return forced;
    }

    private void files(int count) throws IOException {
        Path deeper = Files.createDirectories(folder.resolve("d"));
        for (int i = 0; i < count; i++) {
            Files.writeString(deeper.resolve("f" + i), "x");
        }
    }
}
