package io.audmodel.it.call;

import io.audmodel.AudModel;
import io.audmodel.backend.ByteRange;
import io.audmodel.backend.Environment;
import io.audmodel.backend.ForwardingBackend;
import io.audmodel.backend.ObjectBody;
import io.audmodel.backend.ObjectPath;
import io.audmodel.follow.Follower;
import io.audmodel.it.kit.Connections;
import io.audmodel.it.kit.Worker;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A program that follows an alias, and says for each line that it reads how many milliseconds passed before the next check.
 * Its arguments are the repository, the cache root, the alias and the milliseconds between two checks.
 */
public final class NotingFollower {

    private NotingFollower() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Repository repository = Repository.of(arguments[0]);
        Path cacheRoot = Path.of(arguments[1]);
        Alias alias = Alias.of(arguments[2]);
        BlockingQueue<Long> checks = new LinkedBlockingQueue<>();
        ForwardingBackend backend = new ForwardingBackend(Connections.open(repository)) {
            @Override
            public ObjectBody get(ObjectPath path, ByteRange range) {
                if (path.text().contains(alias.name())) {
                    checks.add(System.nanoTime());
                }
                return super.get(path, range);
            }
        };
        try (AudModel client = AudModel.builder()
                        .environment(Environment.of(Map.of(), cacheRoot.resolveSibling("nobody"), Workshop.USER))
                        .cacheRoot(cacheRoot)
                        .repository(repository, backend)
                        .build();
                Follower follower = client.follow(alias, Duration.ofMillis(Long.parseLong(arguments[3])))) {
            Worker.say(Worker.READY);
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            long last = checks.take();
            while (commands.readLine() != null) {
                long next = checks.take();
                Worker.say((next - last) / 1_000_000 + " " + follower.current().ref());
                last = next;
            }
        }
    }
}
