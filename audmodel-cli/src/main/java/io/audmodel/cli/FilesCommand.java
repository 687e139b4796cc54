package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.ModelFile;
import io.audmodel.model.ModelRef;
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
    private final ModelArguments models = new ModelArguments();

    FilesCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = models.refs();
        try (AudModel audmodel = root.open()) {
            root.output()
                    .printEach(
                            refs,
                            audmodel::files,
                            files -> files.stream().map(ModelFile::name).toList(),
                            files -> files.stream().map(FilesCommand::asMap).toList());
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
