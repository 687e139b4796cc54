package io.audmodel.it.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.audmodel.AudModel;
import io.audmodel.AudModelBuilder;
import io.audmodel.backend.Environment;
import io.audmodel.error.AudModelException;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.ModelRef;
import io.audmodel.model.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The main class of the JVM of a user whose cache others may write to: each line names a {@link CacheCall}, which it
 * makes; it answers how that ended. Its arguments are the repository, the cache and a model.
 */
final class CacheVictim {

    /** How an answer begins that must not be. */
    static final String WRONG = "WRONG ";

    private CacheVictim() {}

    public static void main(String[] arguments) throws Exception {
        Repository repository = Repository.of(arguments[0]);
        Path cache = Path.of(arguments[1]);
        ModelRef ref = ModelRef.of(arguments[2]);
        Worker.say(Worker.READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            String answer = "";
            for (int i = 0; i < Integer.parseInt(words[1]) && !answer.startsWith(WRONG); i++) {
                answer = make(CacheCall.valueOf(words[0]), repository, cache, ref, words[1].equals("1"));
            }
            Worker.say(answer);
        }
    }

    private static String make(CacheCall call, Repository repository, Path cache, ModelRef ref, boolean isAlone)
            throws IOException {
        AudModelBuilder builder = AudModel.builder()
                .environment(Environment.of(Map.of(), cache.resolveSibling("nobody"), Workshop.USER))
                .repository(repository)
                .cacheRoot(cache);
        try (AudModel client = call.isOffline() ? builder.offline().build() : builder.build()) {
            Optional<Path> folder = call.run(client, ref);
            // Beside somebody who swaps names this would tell where the name leads by now.
            boolean isElsewhere =
                    isAlone && folder.isPresent() && !folder.get().toRealPath().startsWith(cache.toRealPath());
            return isElsewhere ? WRONG + "leads to " + folder.get().toRealPath() : "done";
        } catch (AudModelException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage().replace('\n', ' ');
        } catch (RuntimeException e) {
            return WRONG + e;
        }
    }
}
