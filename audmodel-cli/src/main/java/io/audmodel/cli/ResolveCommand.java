package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import io.audmodel.model.ResolvedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code audmodel resolve}. */
@Command(
        header = "Prints the id that REF stands for.",
        description = "With --json it also says the version, and whether the answer is stale: what the cache remembers,"
                + " because no repository answers, or none may be asked.",
        footer = {"", "Example: audmodel --cached-if-unavailable resolve emotion-best --json"})
final class ResolveCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final ModelArguments models = new ModelArguments();

    ResolveCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = models.refs();
        try (AudModel audmodel = root.open()) {
            root.output().printEach(refs, audmodel::resolve, ResolvedModel::ref, ResolveCommand::asMap);
        }
        return ExitStatus.DONE;
    }

    private static Map<String, @Nullable Object> asMap(ResolvedModel model) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("ref", model.ref());
        fields.put("version", model.version());
        fields.put("stale", model.isStale());
        fields.put("staleSince", model.staleSince().orElse(null));
        return fields;
    }
}
