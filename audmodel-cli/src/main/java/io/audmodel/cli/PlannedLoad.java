package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.FilePatterns;
import io.audmodel.ModelFile;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.OfflineException;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code audmodel load --dry-run} finds of a model.
 *
 * @param folder where it is cached; null if it would be fetched
 * @param files how many files would be fetched
 * @param bytes their length together, unpacked
 */
record PlannedLoad(ExactRef id, @Nullable Path folder, long files, long bytes) {

    static void print(AudModelCommand root, AudModel client, List<ModelRef> refs, Optional<FilePatterns> wanted) {
        try (AudModel cached = root.openOffline(client.cacheRoot())) {
            root.output()
                    .printEach(
                            refs,
                            ref -> {
                                PlannedLoad planned = of(client, cached, ref, wanted);
                                planned.tell(root);
                                return planned;
                            },
                            PlannedLoad::id,
                            PlannedLoad::asMap);
        }
    }

    private static PlannedLoad of(AudModel client, AudModel cached, ModelRef ref, Optional<FilePatterns> wanted) {
        ExactRef id = client.resolve(ref).ref();
        try {
            return new PlannedLoad(id, wanted.isPresent() ? cached.load(id, wanted.get()) : cached.load(id), 0, 0);
        } catch (OfflineException e) {
            List<ModelFile> files = client.files(id).stream()
                    .filter(file -> wanted.isEmpty() || wanted.get().matches(file.name()))
                    .toList();
            if (files.isEmpty()) {
                throw new InvalidArgumentException(
                        "model " + id + " has no file that matches "
                                + wanted.map(Object::toString).orElse("**") + "; 'audmodel files' lists what it has",
                        e);
            }
            return new PlannedLoad(
                    id,
                    null,
                    files.size(),
                    files.stream().mapToLong(ModelFile::size).sum());
        }
    }

    private void tell(AudModelCommand root) {
        if (folder == null) {
            root.would("fetch " + id + ", " + Wording.count(files, "file") + " with " + bytes + " bytes");
        }
    }

    private Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("cached", folder != null);
        fields.put("folder", folder);
        fields.put("files", files);
        fields.put("bytes", bytes);
        return fields;
    }
}
