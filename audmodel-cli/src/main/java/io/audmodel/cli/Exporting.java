package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.formats.ExportFormat;
import io.audmodel.formats.ExportReport;
import io.audmodel.formats.ModelExport;
import io.audmodel.model.ExactRef;
import io.audmodel.model.ModelRef;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code audmodel export} does, and prints. */
final class Exporting {

    private final ModelExport export;

    Exporting(ModelRef ref, Path target, @Nullable String format, boolean mayReplace) {
        ModelExport begun =
                format == null ? ModelExport.of(ref, target) : ModelExport.of(ref, target, ExportFormat.of(format));
        this.export = mayReplace ? begun.replacing() : begun;
    }

    /** For people and for programs. */
    record Result(ExactRef id, Map<String, @Nullable Object> fields) {}

    Result run(AudModel audmodel, ProgressBar bar, AudModelCommand root) {
        ExportReport report =
                root.isDry() ? export.plan(audmodel) : export.progress(bar).run(audmodel);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", report.ref().toString());
        fields.put("target", report.target().toString());
        fields.put("format", report.format().toString());
        fields.put("files", report.files());
        fields.put("bytes", report.size());
        fields.put("written", !root.isDry());
        if (root.isDry()) {
            root.would("write " + report.ref() + " to " + report.target());
        }
        return new Result(report.ref(), fields);
    }
}
