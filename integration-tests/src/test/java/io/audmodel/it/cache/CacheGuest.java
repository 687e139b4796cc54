package io.audmodel.it.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.audmodel.AudModel;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.FileTree;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;

/**
 * The main class of a JVM of some user: each line names a cache and a model, which it loads; it answers with the digest
 * of its files, or the error. Its argument is the repository.
 */
final class CacheGuest {

    private CacheGuest() {}

    public static void main(String[] arguments) throws Exception {
        Repository repository = Repository.of(arguments[0]);
        Worker.say(Worker.READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            Worker.say(load(repository, Path.of(words[0]), ModelRef.of(words[1])));
        }
    }

    private static String load(Repository repository, Path cache, ModelRef ref) {
        try (AudModel client = AudModel.builder()
                .environment(Environment.of(Map.of(), cache.resolveSibling("nobody"), Workshop.USER))
                .repository(repository)
                .cacheRoot(cache)
                .build()) {
            return FileTree.of(client.load(ref)).digest();
        } catch (AudModelException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
