package io.audmodel.cli;

import io.audmodel.AudModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a {@link Question}. */
@Command
final class QuestionCommand implements Callable<Integer> {

    private final AudModelCommand root;
    private final Question question;

    @Mixin
    private final Reference reference = new Reference();

    QuestionCommand(AudModelCommand root, Question question) {
        this.root = root;
        this.question = question;
    }

    @Override
    public Integer call() {
        try (AudModel audmodel = root.open()) {
            Object answer = question.ask(audmodel, reference.ref());
            root.output().print(answer);
            return answer.equals(false) ? ExitStatus.NOT_FOUND : ExitStatus.DONE;
        }
    }
}
