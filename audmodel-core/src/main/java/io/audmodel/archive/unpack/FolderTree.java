package io.audmodel.archive.unpack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Works on the whole content of a folder. One folder is open at a time, however deep they are nested. */
final class FolderTree {

    private FolderTree() {}

    /** Deletes the content of a folder that no other process writes to. Links are deleted, not followed. */
    static void clear(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(folder));
        for (int i = 0; i < folders.size(); i++) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folders.get(i))) {
                for (Path child : children) {
                    if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                        folders.add(child);
                    } else {
                        Files.delete(child);
                    }
                }
            }
        }
        for (int i = folders.size() - 1; i > 0; i--) {
            Files.delete(folders.get(i));
        }
    }
}
