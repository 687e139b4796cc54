package io.audmodel.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.audmodel.error.CorruptContentException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.model.ArchiveLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Archives with bytes that were changed at random: each is refused by an error of ours, or is harmless. */
@Tag("reliability")
@Tag("one-jdk")
class DamagedArchivesTest {

    private static final long SEED = Long.getLong("audmodel.seed", 20_261_129);
    private static final int ROUNDS = Integer.getInteger("audmodel.damaged.archives", 200);

    private static final ArchiveLimits LIMITS = new ArchiveLimits(1_000, 1 << 20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void damagedBytes_areRefusedOrHarmless(ArchiveFormat format) throws IOException {
        byte[] good = Samples.of(format);
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = good.clone();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            @Nullable Throwable thrown = catchThrowable(() -> unpack(damaged));
            if (thrown != null) {
                refused++;
                assertThat(thrown)
                        .as("round %s of seed %s", round, SEED)
                        .isInstanceOfAny(CorruptContentException.class, InvalidArgumentException.class);
            }
            assertThat(folder).isEmptyDirectory();
        }
        assertThat(refused).isPositive();
    }

    private void unpack(byte[] archive) {
        ModelImport.of(new ByteArrayInputStream(archive), "damaged")
                .temporaryRoot(folder)
                .limits(LIMITS)
                .unpack()
                .close();
    }
}
