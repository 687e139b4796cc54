package io.audmodel.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Copies a folder, with the permission to execute what is executable, and forces the copy to the disk. */
final class FolderCopy {

    /** An interrupt ends a copy between two of these. */
    private static final long PART = 16 << 20;

    private FolderCopy() {}

    /**
     * Returns the copy.
     *
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
     */
    static Path of(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(in(visited));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copy(file, in(file));
                return FileVisitResult.CONTINUE;
            }

            private Path in(Path path) {
                return target.resolve(source.relativize(path).toString());
            }
        });
        return target;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            long done = 0;
            while (done < size) {
                done += in.transferTo(done, Math.min(PART, size - done), out);
            }
            out.force(true);
        }
        if (Files.isExecutable(from) && !to.toFile().setExecutable(true, false)) {
            throw new IOException("the copy " + to + " cannot be made executable");
        }
    }
}
