package io.audmodel.cli.folder;

import io.audmodel.model.ExactRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model of a few files, and how often it was brought. */
class SmallModel implements FolderSource {

    final ExactRef id;
    final SortedMap<String, String> files;
    private final FolderSteps steps;
    String requirement = "";
    int brought;

    SmallModel(String version, Map<String, String> files) {
        this(ExactRef.of("494f1d7b-" + version), files, new FolderSteps());
    }

    private SmallModel(ExactRef id, Map<String, String> files, FolderSteps steps) {
        this.id = id;
        this.files = new TreeMap<>(files);
        this.steps = steps;
    }

    SmallModel by(FolderSteps others) {
        return new SmallModel(id, files, others);
    }

    @Override
    public ExactRef resolve(Optional<ExactRef> before) {
        return id;
    }

    @Override
    public String requirement() {
        return requirement;
    }

    @Override
    public Map<String, Long> sizes(ExactRef wanted) {
        return files.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, file ->
                (long) file.getValue().length()));
    }

    @Override
    public Path put(ExactRef wanted, Path scratch) {
        brought++;
        Path folder = scratch.resolve("494f1d7b/x");
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                steps.makeFolder(path.getParent());
                steps.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /** All files below a folder, but for those of a fetch. */
    static SortedMap<String, String> in(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            SortedMap<String, String> files = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(".audmodel.")) {
                    files.put(name, Files.readString(file));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
