package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.Checksum;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A repository, cache and folder in which each command of the tool finds something to do. */
final class DryRunFixture {

    final Tool tool;
    final Path folder;
    final Path archive;
    final Path key;
    final ModelId one;
    final ModelId two;
    final ModelId broken;
    final String mark;

    DryRunFixture(Path folder) {
        this.folder = folder;
        this.tool = new Tool(folder);
        this.archive = folder.resolve("archive/models");
        this.key = folder.resolve("release.pem");
        this.one = tool.publish("cnn", "1.0.0", Map.of("rate", 16000));
        this.two = tool.publish("cnn", "2.0.0", Map.of("rate", 16000));
        this.broken = tool.publish("rnn", "1.0.0", Map.of());
        tool.run("keygen", key, "--no-password").line();
        tool.run("sign", one, "--key", key).line();
        this.mark = tool.run("signatures", one).line().substring(0, 32);
        try (AudModel client = tool.client()) {
            client.setAlias(Alias.of("best"), two);
            client.cache().remove(two);
        }
        try {
            Files.createDirectories(archive);
            Files.delete(stored(broken, ".header.yaml"));
            // Older than the grace period.
            makeOlder(tool.host());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String archiveAddress() {
        return "file-system:" + archive.getParent() + "#models";
    }

    Path stored(ModelId id, String ending) {
        return tool.host().resolve("models/_uid/" + id.shortId() + "/" + id.version() + "/" + id + ending);
    }

    private static void makeOlder(Path root) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
    }

    /** All folders and files with their bytes and times, in the repositories, the cache and wherever else a command was sent. */
    SortedMap<String, String> state() {
        return state(folder);
    }

    static SortedMap<String, String> state(Path root) {
        SortedMap<String, String> state = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                state.put(
                        root.relativize(path).toString(),
                        Files.isDirectory(path)
                                ? "folder"
                                : Checksum.md5(Files.readAllBytes(path)) + " " + Files.getLastModifiedTime(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }
}
