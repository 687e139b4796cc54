package io.audmodel.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file of the repository that people write and read. */
record SourceFile(Path path, String text) {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "resources");

    /** All Java files of the repository that this module is part of. */
    static List<SourceFile> ofRepository() {
        return filesBelow(repository(), ".java");
    }

    /** All pages of the repository. */
    static List<SourceFile> pagesOfRepository() {
        return filesBelow(repository(), ".md");
    }

    private static Path repository() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    }

    private static List<SourceFile> filesBelow(Path root, String ending) {
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skip = NOT_OURS.contains(folder.getFileName().toString());
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.getFileName().toString().endsWith(ending)) {
                        files.add(new SourceFile(root.relativize(file), Files.readString(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Projects outside of the build stand for those of users, who have rules of their own. */
    boolean isMain() {
        String name = path.toString().replace('\\', '/');
        return name.contains("src/main/java/")
                && !name.startsWith("consumers/")
                && !name.startsWith("examples/consumer/");
    }

    int lines() {
        return (int) text.lines().count();
    }
}
