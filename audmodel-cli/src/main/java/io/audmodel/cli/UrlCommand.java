package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.UrlType;
import io.audmodel.model.ModelRef;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code audmodel url}. */
@Command(
        header = "Prints the address of one of a model's files in the repository that has the model.",
        footer = {"", "Example: audmodel url emotion-best --type header"})
final class UrlCommand implements Callable<Integer> {

    private final AudModelCommand root;

    @Mixin
    private final ModelArguments models = new ModelArguments();

    @Option(
            names = "--type",
            paramLabel = "model|header|meta",
            converter = LowerCase.class,
            completionCandidates = Words.class,
            description = "The archive with the model's files (the default), the header, or the metadata.")
    private UrlType type = UrlType.MODEL;

    UrlCommand(AudModelCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = models.refs();
        try (AudModel audmodel = root.open()) {
            root.output().printEach(refs, ref -> audmodel.url(ref, type));
        }
        return ExitStatus.DONE;
    }

    /** The values of the option, for completion. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(UrlType.values()).map(UrlCommand::word).iterator();
        }
    }

    private static String word(UrlType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static final class LowerCase implements ITypeConverter<UrlType> {
        @Override
        public UrlType convert(String text) {
            for (UrlType candidate : UrlType.values()) {
                if (word(candidate).equals(text)) {
                    return candidate;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of model, header, meta");
        }
    }
}
