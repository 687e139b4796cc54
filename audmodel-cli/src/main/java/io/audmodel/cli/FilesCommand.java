package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.ModelFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audmodel files}. */
@Command(
        header = "Prints the names of a model's files, sorted, one a line.",
        description = "With --json also their sizes. This does not load the model.")
final class FilesCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final Reference reference = new Reference();

    FilesCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open()) {
            List<ModelFile> files = audmodel.files(reference.ref());
            root.output()
                    .print(
                            files.stream().map(ModelFile::name).toList(),
                            files.stream().map(FilesCommand::asMap).toList());
        }
        return ExitStatus.DONE;
    }

    private static Map<String, Object> asMap(ModelFile file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", file.name());
        fields.put("size", file.size());
        return fields;
    }
}
