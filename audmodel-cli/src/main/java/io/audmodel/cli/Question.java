package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.model.ModelHeader;
import io.audmodel.model.ModelRef;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that take a reference, make one call of the client and print the result. */
enum Question {
    EXISTS(
            "Prints whether a repository has the model now.",
            "Prints true and ends with 0, or false and ends with 1. Only with --offline it looks in the cache.",
            AudModel::exists),
    HEADER(
            "Prints the header of the model.",
            "The header has author, date, name, parameters, subgroup and version.",
            (audmodel, ref) -> asMap(audmodel.header(ref))),
    META("Prints the current metadata of the model.", AudModel::meta),
    PARAMETERS("Prints the parameters of the model.", AudModel::parameters),
    NAME(
            "Prints the name of the model.",
            (audmodel, ref) -> audmodel.header(ref).name()),
    AUTHOR(
            "Prints the author of the model.",
            (audmodel, ref) -> audmodel.header(ref).author()),
    DATE(
            "Prints the date of the model, as YYYY-MM-DD.",
            (audmodel, ref) -> audmodel.header(ref).date()),
    SUBGROUP(
            "Prints the subgroup of the model; an empty line if it has none.",
            (audmodel, ref) -> audmodel.header(ref).subgroup()),
    VERSION("Prints the version that the reference stands for.", AudModel::version),
    VERSIONS("Prints all published versions of the model in ascending order, one a line.", AudModel::versions),
    LATEST_VERSION(
            "Prints the highest release of the model.",
            "If there is no release, it is the highest pre-release.",
            AudModel::latestVersion);

    private final String header;
    private final String[] description;
    private final BiFunction<AudModel, ModelRef, Object> answer;

    Question(String header, BiFunction<AudModel, ModelRef, Object> answer) {
        this.header = header;
        this.description = new String[0];
        this.answer = answer;
    }

    Question(String header, String description, BiFunction<AudModel, ModelRef, Object> answer) {
        this.header = header;
        this.description = new String[] {description};
        this.answer = answer;
    }

    /** @param command its {@link #command} */
    static Question of(String command) {
        return valueOf(command.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String command() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    CommandSpec asCommand(AudModelCommand root) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new QuestionCommand(root, this));
        spec.usageMessage().header(header).description(description);
        return spec;
    }

    Object ask(AudModel audmodel, ModelRef ref) {
        return answer.apply(audmodel, ref);
    }

    static Map<String, Object> asMap(ModelHeader header) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("author", header.author());
        fields.put("date", header.date());
        fields.put("name", header.name());
        fields.put("parameters", header.parameters());
        fields.put("subgroup", header.subgroup().text());
        fields.put("version", header.version().text());
        return fields;
    }
}
