package io.audmodel.cli;

import io.audmodel.model.ModelRef;
import picocli.CommandLine.Parameters;

/** The argument that names a model. */
final class Reference {

    static final String LABEL = "REF";
    static final String DESCRIPTION = "The model: an id, a short id (its latest version), a legacy id or an alias.";

    @Parameters(index = "0", paramLabel = LABEL, description = DESCRIPTION)
    private String text = "";

    ModelRef ref() {
        return ModelRef.of(text);
    }
}
