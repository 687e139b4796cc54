package io.audmodel.cli;

import io.audmodel.model.ModelRef;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The arguments that name models. */
final class ModelArguments {

    @Parameters(arity = "1..*", paramLabel = Reference.LABEL, description = Reference.DESCRIPTION)
    private List<String> texts = List.of();

    /** All of them, each of which has the form of a reference: nothing is done for the others if one has not. */
    List<ModelRef> refs() {
        return texts.stream().map(ModelRef::of).toList();
    }
}
