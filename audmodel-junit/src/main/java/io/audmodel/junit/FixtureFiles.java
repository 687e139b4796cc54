package io.audmodel.junit;

import io.audmodel.error.InvalidArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Some files of a fixture, wherever they are. */
interface FixtureFiles {

    Pattern SLASHES = Pattern.compile("^/+|/+$");

    void copyTo(Path root) throws IOException;

    static FixtureFiles of(String path, byte[] content) {
        byte[] kept = content.clone();
        Path relative = Path.of(path).normalize();
        if (path.isEmpty() || relative.isAbsolute() || relative.toString().isEmpty() || relative.startsWith("..")) {
            throw new InvalidArgumentException(
                    "'" + path + "' is no file in the folder of a model: name it from there, as in log/training.csv");
        }
        return root -> {
            Path file = root.resolve(relative);
            Files.createDirectories(file.getParent());
            Files.write(file, kept);
        };
    }

    static FixtureFiles below(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidArgumentException("there is no folder " + folder.toAbsolutePath()
                    + ": a relative path starts from the folder in which the tests run");
        }
        return root -> copy(folder, root);
    }

    static FixtureFiles ofClassPath(String folder) {
        URL found = loader().getResource(SLASHES.matcher(folder).replaceAll(""));
        if (found == null) {
            throw new InvalidArgumentException(
                    "the class path has no folder '" + folder
                            + "': name it as in models/emotion for src/test/resources/models/emotion, or give the folder itself");
        }
        return root -> copyResources(found, root);
    }

    private static ClassLoader loader() {
        @Nullable ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread != null ? ofThread : FixtureFiles.class.getClassLoader();
    }

    private static void copyResources(URL folder, Path root) throws IOException {
        try {
            URI place = folder.toURI();
            if (!place.getScheme().equals("jar")) {
                copy(Path.of(place), root);
                return;
            }
            // A file system of its own: one that tests share might be closed under another's hands.
            String text = place.getRawSchemeSpecificPart();
            int end = text.lastIndexOf("!/");
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(text.substring(0, end))))) {
                copy(jar.getPath(URI.create(text.substring(end + 1)).getPath()), root);
            }
        } catch (URISyntaxException e) {
            throw new IOException("the resources at " + folder + " cannot be read", e);
        }
    }

    private static void copy(Path folder, Path root) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.walk(folder)) {
            found = all.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path from : found) {
            Path to = root.resolve(folder.relativize(from).toString());
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
