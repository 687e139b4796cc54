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
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A file of the repository that people write and read. */
record SourceFile(Path path, String text) {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea");

    /** Scripts, styles, configuration and projects in other languages; the rest is data. */
    private static final Pattern OTHER_TEXT =
            Pattern.compile("[^.]+|.*\\.(?:cmd|css|html|js|kts?|py|xml|yaml)|\\.[a-z]+ignore");

    /** All Java files of the repository that this module is part of. */
    static List<SourceFile> ofRepository() {
        return filesBelow(repository(), name -> name.endsWith(".java"), false);
    }

    /** All pages of the repository. */
    static List<SourceFile> pagesOfRepository() {
        return filesBelow(repository(), name -> name.endsWith(".md"), false);
    }

    /** All texts of the repository that people write in other languages than Java, but for data of tests. */
    static List<SourceFile> othersOfRepository() {
        return filesBelow(repository(), name -> OTHER_TEXT.matcher(name).matches(), true);
    }

    private static Path repository() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    }

    private static List<SourceFile> filesBelow(Path root, Predicate<String> isWanted, boolean withResources) {
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean skip = NOT_OURS.contains(name)
                            || name.equals("resources")
                                    && !(withResources && folder.getParent().endsWith("main"));
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (isWanted.test(file.getFileName().toString())) {
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
