package io.audmodel.it.kit;

import io.audmodel.AudModel;
import io.audmodel.Progress.Phase;
import io.audmodel.PublishRequest;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Publishes or loads until somebody kills the process, and says at each step what comes next. */
public final class Loops {

    /** What a process says before each call, with the id. */
    public static final String BEGIN = "begin ";

    /** What it says after each call, with the id. */
    public static final String END = "end ";

    private final AudModel client;

    Loops(AudModel client) {
        this.client = client;
    }

    /** Publishes small and large models in turn, each with an alias, as versions {@code <round>.<number>.0}. */
    void publish(Path small, Path large, String round) {
        ReportingBackend.beTalkative();
        for (int number = 0; true; number++) {
            String version = round + "." + number + ".0";
            PublishRequest request = Worker.request(number % 2 == 0 ? small : large, version, "killed")
                    .alias(Alias.of("alias-" + number % 2));
            Worker.say(BEGIN + request.id());
            client.publish(request);
            Worker.say(END + request.id());
        }
    }

    /** Loads models in turn, and takes each out of the cache again, whole and at once. */
    void load(String... ids) throws IOException {
        AtomicReference<@Nullable Object> last = new AtomicReference<>();
        AudModel reporting = client.withProgress(progress -> {
            if (last.getAndSet(progress.phase()) != progress.phase()) {
                Worker.say("phase " + progress.phase());
            }
            if (progress.phase() == Phase.UNPACK && progress.done() == progress.total()) {
                Worker.say("phase PLACE");
            }
        });
        Path trash = Files.createTempDirectory(client.cacheRoot().resolveSibling("trash"), "");
        for (int number = 0; true; number++) {
            String id = ids[number % ids.length];
            last.set(null);
            Worker.say(BEGIN + id);
            Path model = reporting.load(ModelRef.of(id));
            Worker.say(END + id);
            Files.move(model, trash.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
