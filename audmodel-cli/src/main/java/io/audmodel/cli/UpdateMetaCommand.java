package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ModelRef;
import io.audmodel.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audmodel update-meta}. */
@Command(
        header = "Changes the metadata of models, and prints the result.",
        description =
                "Single values are removed, and a file, single values or both are merged into what is left: where both have a mapping, its entries are "
                        + "merged in turn; anything else is replaced.",
        footer = {
            "",
            "Example: audmodel update-meta emotion-best --set recall.test=0.71",
            "Example: echo 'recall: {test: 0.71}' | audmodel update-meta emotion-best --meta -"
        })
final class UpdateMetaCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final ModelArguments models = new ModelArguments();

    @Option(
            names = "--meta",
            paramLabel = "FILE",
            description = "A YAML or JSON file with the metadata; - is standard input.")
    private @Nullable String file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "One value, added to those of the file or replacing one of them. Dots lead into mappings, as in"
                            + " recall.test=0.71. The value is read as a YAML scalar.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--unset",
            paramLabel = "KEY",
            description =
                    "Remove one value, or a mapping as a whole; dots lead into mappings. It is an error if there is none."
                            + " Values of --set and --meta are merged after that.")
    private List<String> removed = new ArrayList<>();

    @Option(names = "--replace", description = "Replace the metadata as a whole instead.")
    private boolean replace;

    UpdateMetaCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = models.refs();
        if (file == null && values.isEmpty() && removed.isEmpty()) {
            throw new InvalidArgumentException(
                    "there is nothing to change: give --meta FILE, --set KEY=VALUE or --unset KEY");
        }
        if (replace && !removed.isEmpty()) {
            throw new InvalidArgumentException("--replace keeps nothing that --unset could remove: leave one out");
        }
        Map<Object, Object> single = Assignments.nested(values, "--set", "a value of metadata");
        Map<Object, Object> meta =
                file == null ? single : Tree.merge(root.documents().mapping(file), single);
        try (AudModel audmodel = root.open()) {
            root.output()
                    .printEach(
                            refs,
                            ref -> replace
                                    ? audmodel.replaceMeta(ref, meta)
                                    : audmodel.updateMeta(ref, now -> Tree.merge(without(now), meta)));
        }
        return ExitStatus.DONE;
    }

    private Map<Object, Object> without(Map<Object, Object> now) {
        Map<Object, Object> left = now;
        for (String key : removed) {
            left = Assignments.without(left, key, "--unset " + key);
        }
        return left;
    }
}
