package io.audmodel.archive.unpack;

import io.audmodel.error.CacheException;
import io.audmodel.error.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the folders of a checked archive in an empty one. Folders are always new, and links are never followed, so that
 * nothing outside is reached.
 */
final class NewFolders {

    private final ZipSource source;
    private final FolderTrail trail = new FolderTrail();
    private final List<Path> folders = new ArrayList<>();

    NewFolders(ZipSource source, Path target) {
        this.source = source;
        this.folders.add(target);
    }

    /** Makes the folders of the entries. */
    void make(ZipMembers inTreeOrder) {
        for (int i = 0; i < inTreeOrder.size(); i++) {
            if (i == 0 || !inTreeOrder.areBeside(i, i - 1)) {
                enter(inTreeOrder.get(i));
            }
        }
    }

    /** The path of a file. */
    static Path fileOf(ZipMember member, Path target) {
        return child(target, member.name(), member);
    }

    /** Makes the folders of the entry that do not exist yet. */
    private void enter(ZipMember member) {
        List<String> wanted = member.folders();
        int there = trail.follow(wanted);
        folders.subList(there + 1, folders.size()).clear();
        for (String segment : wanted.subList(there, wanted.size())) {
            Path folder = child(folders.get(folders.size() - 1), segment, member);
            try {
                Files.createDirectory(folder);
            } catch (IOException e) {
                throw UnpackedFile.failed(source, member, folder, e);
            }
            folders.add(folder);
        }
    }

    private static Path child(Path folder, String name, ZipMember member) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new CacheException(
                    "no file on this system can be named " + PlainText.quoted(member.name()) + ", as names are in "
                            + System.getProperty("sun.jnu.encoding")
                            + ": set a locale with UTF-8, such as LC_ALL=C.UTF-8",
                    e);
        }
    }
}
