package io.audmodel.it.cache;

import io.audmodel.it.kit.Jvm;
import io.audmodel.it.kit.Workshop;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM that may read what this one may, and write nothing of it: another user's where this is the super-user, who may
 * everything; else one of the same user, from whom the permission to write is taken.
 */
final class OtherUser {

    private static final List<String> BECOME =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all");

    private final Workshop workshop;
    private final boolean isRoot;
    private String classPath = "";

    OtherUser(Workshop workshop) {
        this.workshop = workshop;
        this.isRoot = mayEverything(workshop.fresh("probe"));
    }

    /** Starts it; other users can reach nothing below the home of this one, so that it gets a class path of its own. */
    Jvm start(Object... arguments) {
        Jvm.Launch launch = new Jvm.Launch(workshop.folder());
        if (isRoot) {
            setPermissions(workshop.folder(), "rwxr-xr-x");
            classPath = classPath.isEmpty() ? copyOfTheClassPath(workshop) : classPath;
            launch.by(BECOME).classPath(classPath);
        }
        return launch.start(arguments);
    }

    /** Leaves the permission to read, and takes that to write, from the folder and all below it. */
    void mayOnlyRead(Path folder) {
        below(folder).forEach(path -> setPermissions(path, Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
    }

    /** Takes every permission of others from the folder, and where they are the same user, all. */
    void mayNothing(Path folder) {
        setPermissions(folder, isRoot ? "rwx------" : "---------");
    }

    /** Gives everything back, so that the test can be cleared away. */
    void release(Path folder) {
        setPermissions(folder, "rwxr-xr-x");
        below(folder).filter(Files::isDirectory).forEach(path -> setPermissions(path, "rwxr-xr-x"));
    }

    /** A class path like this one's, where everybody may read it. */
    static String copyOfTheClassPath(Workshop workshop) {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path source = Path.of(entry);
            Path target = workshop.fresh("classes").resolve(source.getFileName());
            below(source)
                    .forEach(path ->
                            copy(path, target.resolve(source.relativize(path).toString())));
            copies.add(target.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static Stream<Path> below(Path folder) {
        try {
            List<Path> all;
            try (Stream<Path> walk = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
                all = walk.toList();
            }
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mayEverything(Path probe) {
        try {
            Files.createDirectory(
                    probe, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
            boolean isReadable = Files.isReadable(probe);
            // Who may not read it cannot clear the test away either.
            Files.delete(probe);
            return isReadable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void setPermissions(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
