package io.audmodel.it.kit;

import io.audmodel.artifactory.standin.ArtifactoryStandIn;
import io.audmodel.servers.S3Stub;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The classes of a {@link Worker} as a JVM keeps them, which spares other JVMs half of their start. Making it takes as long as
 * some JVMs need to start, and so it is made once there have been some. Thread-safe.
 *
 * @param classPath our class path, with jars in place of folders, of which a JVM archives nothing
 */
record ClassArchive(Path file, String classPath) {

    private static final int WORTH_IT = 8;
    private static final ReentrantLock LOCK = new ReentrantLock();

    private static int started;
    private static Optional<ClassArchive> only = Optional.empty();

    /** The archive, for a JVM that is about to be started; empty for the first ones. */
    static Optional<ClassArchive> forOneMore() {
        LOCK.lock();
        try {
            started++;
            if (started == WORTH_IT) {
                only = Optional.of(make());
            }
            return only;
        } finally {
            LOCK.unlock();
        }
    }

    private static ClassArchive make() {
        try {
            Path folder = Files.createTempDirectory("audmodel-classes-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileTree.delete(folder)));
            ClassArchive archive = new ClassArchive(folder.resolve("classes.jsa"), withoutFolders(folder));
            archive.fill(folder);
            if (!Files.exists(archive.file)) {
                throw new AssertionError("the JVM has made no " + archive.file);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(Path folder) throws IOException {
        try (S3Stub s3 = S3Stub.start(Files.createDirectory(folder.resolve("objects")));
                ArtifactoryStandIn artifactory = ArtifactoryStandIn.builder().start()) {
            new Jvm.Launch(folder)
                    .classPath(classPath)
                    .flag("-XX:ArchiveClassesAtExit=" + file)
                    // It lists what it cannot archive.
                    .flag("-Xlog:disable")
                    .variable("MINIO_ACCESS_KEY", s3.accessKey())
                    .variable("MINIO_SECRET_KEY", s3.secretKey())
                    .program(Rehearsal.class)
                    .begin(
                            Samples.write(folder.resolve("model"), "rehearsal"),
                            folder,
                            new FsStorage(folder.resolve("host")).create("models"),
                            new S3Storage(s3).create("models"),
                            new ArtifactoryStorage(artifactory).create("models"))
                    .close();
        }
    }

    private static String withoutFolders(Path folder) throws IOException {
        List<String> all = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(element);
            all.add(Files.isDirectory(path) ? jar(path, folder.resolve(all.size() + ".jar")) : element);
        }
        return String.join(File.pathSeparator, all);
    }

    private static String jar(Path classes, Path jar) throws IOException {
        try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> found = Files.walk(classes)) {
            zip.setLevel(0);
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
        }
        return jar.toString();
    }
}
