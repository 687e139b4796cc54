package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.audmodel.AudModel;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class FetchCommandTest {

    @TempDir
    private Path folder;

    private Tool tool;
    private ModelId id;
    private Path target;

    @BeforeEach
    void setUp() {
        tool = new Tool(folder);
        id = tool.publish("emotion", "1.0.0", Map.of());
        target = folder.resolve("models");
    }

    @Test
    void fetch_bringsTheModelThatAnAliasPointsTo_whereverItMoves() {
        point(id);

        assertThat(tool.run("fetch", "audmodel://best", target).line()).isEqualTo(id.toString());
        assertThat(target.resolve("net/weights.txt")).hasContent("0.1 0.2\n");
        assertThat(tool.cache().resolve(id.shortId().text())).doesNotExist();
        assertThat(tool.run("fetch", "best", target, "--json").succeeded().out())
                .isEqualTo(
                        "[ {\n  \"id\": \"ID\",\n  \"folder\": \"DIR\",\n  \"outcome\": \"unchanged\",\n  \"files\": 1,\n  \"bytes\": 8\n} ]\n"
                                .replace("ID", id.toString())
                                .replace("DIR", target.toString()));

        tool.file("model/net/weights.txt", "0.3\n");
        ModelId next = publishChanged();
        point(next);

        assertThat(tool.run("fetch", "best", target, "--json").succeeded().out())
                .contains("\"id\": \"" + next + "\"", "\"outcome\": \"replaced\"");
        assertThat(target.resolve("net/weights.txt")).hasContent("0.3\n");
    }

    @Test
    void fetch_ofSeveral_fillsAFolderForEach() {
        assertThat(tool.run("fetch", id, target, id.shortId(), folder.resolve("more/of/it"))
                        .succeeded()
                        .out())
                .isEqualTo(id + "\n" + id + "\n");
        assertThat(folder.resolve("more/of/it/net/weights.txt")).exists();
    }

    @Test
    void fetch_refusesWrongArguments_andChangesNothing() throws IOException {
        tool.run("fetch", id).failed(2, "REF DIR");
        tool.run("fetch", id, target, "best").failed(2, "'best' has no folder");
        tool.run("fetch", id, "", "--replace").failed(2, "the path is empty");
        tool.run("fetch", "audmodel:///best", target).failed(2, "'audmodel:///best'", "audmodel://REF");
        tool.run("fetch", "00000000-1.0.0", target).failed(1, "00000000-1.0.0");
        tool.file("models/theirs.txt", "theirs");
        tool.run("fetch", id, target).failed(4, "theirs.txt", "--replace");
        assertThat(target.resolve("theirs.txt")).hasContent("theirs");

        assertThat(tool.run("fetch", id, target, "--replace").line()).isEqualTo(id.toString());
        assertThat(target.resolve("theirs.txt")).doesNotExist();
    }

    @Test
    void fetch_ofWhatIsThere_judgesItWhereSignaturesAreRequiredByNow() {
        tool.run("fetch", id, target).succeeded();
        Path key = folder.resolve("release.pem");
        tool.run("keygen", key, "--no-password").succeeded();
        String careful = "AUDMODEL_TRUST=" + folder.resolve("release.pub") + " audmodel fetch " + id + " " + target;

        tool.shell(careful).failed(7, id.toString(), "no signature");
        assertThat(target.resolve("net/weights.txt")).exists();
        tool.run("sign", id, "--key", key).succeeded();

        assertThat(tool.shell(careful + " --json").succeeded().out()).contains("\"outcome\": \"replaced\"");
        assertThat(tool.shell(careful + " --json").succeeded().out()).contains("\"outcome\": \"unchanged\"");
    }

    @Test
    void fetch_takesFromTheCacheWhatIsThere_andInAnOutageWhatTheFolderHas() throws IOException {
        point(id);
        Path cached = Path.of(tool.run("load", id).line());
        assertThat(cached.resolve("net/weights.txt").toFile().setExecutable(true))
                .isTrue();
        Files.move(tool.host(), folder.resolve("gone"));

        tool.run("fetch", id, target, "--offline").succeeded();
        assertThat(Files.isExecutable(target.resolve("net/weights.txt"))).isTrue();
        assertThat(target.resolve("net/weights.txt")).hasContent("0.1 0.2\n");

        Files.move(folder.resolve("gone"), tool.host());
        tool.run("fetch", "best", target).succeeded();
        Files.move(tool.host(), folder.resolve("gone"));
        Object[] elsewhere = {"fetch", "best", target, "--cache-root", folder.resolve("empty")};
        tool.run(elsewhere).failed(3, "there is no folder");
        Outcome stale = tool.run(with(elsewhere, "--cached-if-unavailable"));
        assertThat(stale.status()).isZero();
        assertThat(stale.out()).isEqualTo(id + "\n");
        assertThat(stale.err()).contains("no repository answers what best is", id.toString());
    }

    @Test
    void fetch_inAnOutage_asksForTheReferenceOnce_andForNothingElse() throws IOException {
        point(id);
        tool.run("fetch", "best", target).succeeded();
        AtomicInteger requests = new AtomicInteger();
        HttpServer down = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        down.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        down.start();
        try {
            String bucket = "s3:http://127.0.0.1:" + down.getAddress().getPort() + "#models";
            Object[] outage = {
                "--repository", bucket, "--cached-if-unavailable", "--cache-root", folder.resolve("empty")
            };
            tool.run(with(outage, "resolve", "best")).failed(3, "the cache does not help");
            int once = requests.getAndSet(0);

            assertThat(tool.run(with(outage, "fetch", "best", target)).err()).contains("no repository answers");
            assertThat(requests).hasValue(once);
        } finally {
            down.stop(0);
        }
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.concat(Stream.of(more), Stream.of(arguments)).toArray();
    }

    private void point(ModelId to) {
        try (AudModel audmodel = tool.client()) {
            audmodel.setAlias(Alias.of("best"), to);
        }
    }

    private ModelId publishChanged() {
        return ModelId.of(tool.run("publish", folder.resolve("model"), "--name", "emotion", "--version", "2.0.0")
                .line());
    }
}
