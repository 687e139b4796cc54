package io.audmodel.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.FsStorage;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Storage;
import io.audmodel.it.kit.Workshop;
import io.audmodel.it.python.Python;
import io.audmodel.model.ModelId;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills JVMs at random moments while they publish or load. Afterwards a reader, also Python's, sees no model or a whole
 * one, and the next publish or load succeeds. {@code -Daudmodel.kills=500} sets the number of kills inside calls of
 * publishers and of loaders, and {@code -Daudmodel.seed} repeats the moments of an earlier run, as far as the machine
 * does.
 */
@Tag("reliability")
@Tag("one-jdk")
class KillTest implements OnStorage {

    private static final int KILLS = Integer.getInteger("audmodel.kills", 8);

    @Override
    public Storage storage(Path folder) {
        return new FsStorage(folder);
    }

    @Test
    void processesThatAreKilled_leaveNothingHalf(Workshop workshop) throws Exception {
        long seed = Long.getLong("audmodel.seed", 20_261_123);
        PublishKills publish = new PublishKills(workshop, seed);
        LoadKills load = new LoadKills(workshop, seed + 1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<String> published = both.submit(() -> publish.run(KILLS));
            Future<String> loaded = both.submit(() -> load.run(KILLS));
            System.out.println("kill test: publish to a folder: " + published.get());
            System.out.println("kill test: load: " + loaded.get());
        } finally {
            both.shutdownNow();
        }
        letPythonLoad(workshop, publish.models());
    }

    /** It reads as many of the models as were killed, from the first on. */
    private static void letPythonLoad(Workshop workshop, Map<ModelId, FileTree> models) {
        Path cache = workshop.fresh("python");
        try (Python python = Python.start(workshop.folder(), cache, workshop.repository())) {
            models.entrySet().stream()
                    .limit(KILLS)
                    .forEach(model -> assertThat(
                                    python.call("load_digest", model.getKey().toString()))
                            .as("%s", model.getKey())
                            .isEqualTo(model.getValue().digest()));
        }
    }
}
