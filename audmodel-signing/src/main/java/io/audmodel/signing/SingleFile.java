package io.audmodel.signing;

import io.audmodel.error.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeMap;

/** What is signed where it is one file, and no folder. */
final class SingleFile {

    /**
     * As Python's model-signing 1.1.1 calls the file: by the path from itself to itself. The specification wants its name. A
     * folder has no file of this name.
     */
    static final String UNNAMED = ".";

    private SingleFile() {}

    static boolean is(Path path) {
        return Files.isRegularFile(path);
    }

    /** Whether these names, of a statement, are those of a file without a name. */
    static boolean isUnnamed(List<String> names) {
        return names.equals(List.of(UNNAMED));
    }

    /**
     * The file by its name, as the files of a folder are; nothing if the scope leaves it out.
     *
     * @throws UnsignableFolderException if it is a link, and links do not count as files, or has no name that can be signed
     */
    static TreeMap<String, FolderFiles.Found> of(Path file, SigningScope scope) {
        TreeMap<String, FolderFiles.Found> found = new TreeMap<>(ResourceName.ORDER);
        String name = scope.namesFile() ? name(file) : UNNAMED;
        if (!scope.ignores(name)) {
            found.put(name, new FolderFiles.Found(file, size(file, scope)));
        }
        return found;
    }

    /** The name of the file itself, whatever links lead to its folder. */
    static String name(Path file) {
        Path last = file.toAbsolutePath().normalize();
        String problem = FolderFiles.problemOfName(last, String.valueOf(last.getFileName()));
        if (problem != null) {
            throw refused(file, problem);
        }
        return String.valueOf(last.getFileName());
    }

    private static long size(Path file, SigningScope scope) {
        try {
            BasicFileAttributes attributes = scope.followsLinks()
                    ? Files.readAttributes(file, BasicFileAttributes.class)
                    : Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                throw refused(file, "is a link: sign it with links, where it counts as the file, or name the file");
            }
            return attributes.size();
        } catch (IOException e) {
            throw new UnsignableFolderException("the file " + file + " cannot be read", e);
        }
    }

    private static UnsignableFolderException refused(Path file, String problem) {
        return new UnsignableFolderException(
                "the file cannot be signed or verified: " + PlainText.quoted(file.toString()) + " " + problem);
    }
}
