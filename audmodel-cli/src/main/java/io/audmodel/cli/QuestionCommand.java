package io.audmodel.cli;

import io.audmodel.AudModel;
import io.audmodel.model.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a {@link Question}. */
@Command
final class QuestionCommand implements Callable<Integer> {

    private final AudModelCommand root;
    private final Question question;

    @Mixin
    private final ModelArguments models = new ModelArguments();

    QuestionCommand(AudModelCommand root, Question question) {
        this.root = root;
        this.question = question;
    }

    @Override
    public Integer call() {
        List<ModelRef> refs = models.refs();
        List<Object> answers = new ArrayList<>();
        try (AudModel audmodel = root.open()) {
            root.output().printEach(refs, ref -> {
                Object answer = question.ask(audmodel, ref);
                answers.add(answer);
                return answer;
            });
        }
        return answers.contains(false) ? ExitStatus.NOT_FOUND : ExitStatus.DONE;
    }
}
