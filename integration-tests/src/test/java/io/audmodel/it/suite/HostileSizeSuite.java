package io.audmodel.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audmodel.AudModel;
import io.audmodel.backend.Content;
import io.audmodel.error.CorruptContentException;
import io.audmodel.error.LimitExceededException;
import io.audmodel.it.kit.Layouts;
import io.audmodel.it.kit.OnStorage;
import io.audmodel.it.kit.Samples;
import io.audmodel.it.kit.Workshop;
import io.audmodel.model.Alias;
import io.audmodel.model.ModelId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents that are made to fill the memory or the stack are refused, and the process survives. */
interface HostileSizeSuite extends OnStorage {

    int HUNDRED_MEGABYTES = 100 << 20;

    private static Content garbage(Workshop workshop) throws IOException {
        Path file = workshop.fresh("garbage");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("a: [".getBytes(StandardCharsets.UTF_8)));
            channel.write(ByteBuffer.wrap(new byte[] {'1'}), HUNDRED_MEGABYTES);
        }
        return Content.of(file);
    }

    @Test
    default void aHundredMegabytes_asHeaderMetaOrAlias(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        Content garbage = garbage(workshop);

        workshop.write(Layouts.meta(id), garbage);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> client.meta(id))
                .withMessageContaining(Layouts.meta(id));
        workshop.write(Layouts.alias("live"), garbage);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> client.load(new Alias("live")))
                .withMessageContaining(Layouts.alias("live"));
        workshop.write(Layouts.header(id), garbage);
        AudModel other = workshop.client();
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> other.load(id))
                .withMessageContaining(Layouts.header(id));
        assertThat(other.cacheRoot().resolve(id.shortId() + "/" + id.version())).doesNotExist();
    }

    @Test
    default void aHundredMegabytes_asCachedHeaderOrMeta_areAMiss(Workshop workshop) throws IOException {
        AudModel client = workshop.client();
        ModelId id = client.publish(workshop.request("onnx", "1.0.0"));
        client.meta(id);
        byte[] garbage = new byte[HUNDRED_MEGABYTES];
        Path folder = client.cacheRoot().resolve(id.shortId().text());
        Samples.file(folder.resolve("1.0.0.header.yaml"), garbage);
        Samples.file(folder.resolve("1.0.0.meta.yaml"), garbage);
        assertThat(client.header(id).name()).isEqualTo("onnx");
        assertThat(client.meta(id)).isEmpty();
    }

    @Test
    default void aBombOfAnchors(Workshop workshop) {
        String bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
                + IntStream.range(1, 12)
                        .mapToObj(level ->
                                "a" + level + ": &a" + level + " [" + ("*a" + (level - 1) + ", ").repeat(9) + "1]\n")
                        .collect(Collectors.joining());
        refused(workshop, bomb);
    }

    @Test
    default void deepNesting(Workshop workshop) {
        refused(workshop, "[".repeat(100_000));
        refused(workshop, "a: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n");
        refused(
                workshop,
                IntStream.range(0, 2_000)
                        .mapToObj(depth -> " ".repeat(depth) + "a:\n")
                        .collect(Collectors.joining()));
    }

    private static void refused(Workshop workshop, String document) {
        AudModel client = workshop.client();
        ModelId id = workshop.request("onnx", "1.0.0").id();
        if (!client.exists(id)) {
            client.publish(workshop.request("onnx", "1.0.0"));
        }
        workshop.write(Layouts.meta(id), document);
        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> client.meta(id))
                .withMessageContaining(Layouts.meta(id));
        workshop.write(Layouts.alias("live"), document);
        assertThatExceptionOfType(CorruptContentException.class)
                .isThrownBy(() -> client.exists(new Alias("live")))
                .withMessageContaining(Layouts.alias("live"));
    }
}
