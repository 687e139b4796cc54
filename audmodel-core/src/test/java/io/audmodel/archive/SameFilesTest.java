package io.audmodel.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.audmodel.archive.unpack.ArchiveBytes;
import io.audmodel.archive.unpack.ArchiveReader;
import io.audmodel.error.AudModelException;
import io.audmodel.inputs.LyingArchives;
import io.audmodel.inputs.LyingArchives.Lying;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bytes are the same files for every reader, or are refused here. The full run: {@code
 * -Daudmodel.archives=10000 -Daudmodel.pythons=python3.8,python3.9 -Daudmodel.unzip=unzip}.
 */
@Tag("reliability")
@Tag("one-jdk")
class SameFilesTest {

    private static final long SEED = Long.getLong("audmodel.seed", 20261128);
    private static final int AT_RANDOM = Integer.getInteger("audmodel.archives", 300);
    private static final String[] PYTHONS =
            System.getProperty("audmodel.pythons", "python3").split(",");
    private static final String INFO_ZIP = System.getProperty("audmodel.unzip", "");

    private static final List<Lying> CORPUS = LyingArchives.all(SEED, AT_RANDOM);
    private static final List<Optional<Map<String, String>>> OURS = new ArrayList<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        Path archives = Files.createDirectory(folder.resolve("archives"));
        Files.createDirectory(folder.resolve("work"));
        for (int i = 0; i < CORPUS.size(); i++) {
            Files.write(
                    archives.resolve(String.format("%06d.zip", i)),
                    CORPUS.get(i).archive());
            OURS.add(unpacked(CORPUS.get(i).archive()));
        }
    }

    static Stream<Arguments> readers() {
        Stream<Arguments> pythons = Arrays.stream(PYTHONS).map(each -> arguments(each, OtherReader.python(each), true));
        Stream<Arguments> others = Stream.of(arguments("java.util.zip", OtherReader.jdk(), false));
        Stream<Arguments> more =
                INFO_ZIP.isEmpty() ? Stream.of() : Stream.of(arguments(INFO_ZIP, OtherReader.infoZip(INFO_ZIP), false));
        return Stream.of(pythons, others, more).flatMap(each -> each);
    }

    /** @param loads whether the reader has to unpack what is unpacked here */
    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void unpack_asAnotherReaderDoes_orRefuses(String name, OtherReader reader, boolean loads) throws IOException {
        List<Optional<Map<String, String>>> theirs = reader.readOrSkip(name, folder.resolve("archives"));

        assertThat(theirs).hasSameSizeAs(CORPUS);
        List<String> differences = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < CORPUS.size(); i++) {
            Optional<Map<String, String>> one = OURS.get(i);
            Optional<Map<String, String>> other = theirs.get(i);
            accepted += one.isPresent() ? 1 : 0;
            boolean mayDiffer = one.isEmpty() || !loads && other.isEmpty();
            if (!mayDiffer && !one.equals(other)) {
                differences.add(CORPUS.get(i).what() + ": " + one + " here, " + other + " there");
            }
        }
        assertThat(differences)
                .as("seed %d, %d archives, %d unpacked here", SEED, CORPUS.size(), accepted)
                .isEmpty();
        assertThat(accepted).isBetween(CORPUS.size() / 10, CORPUS.size() * 9 / 10);
    }

    private static Optional<Map<String, String>> unpacked(byte[] archive) throws IOException {
        Path target = Files.createTempDirectory(folder.resolve("work"), "ours");
        try {
            ArchiveReader.of(ArchiveBytes.of(List.of(archive)), "the-archive", Sandbox.LIMITS)
                    .unpack(target, name -> true, ArchiveProgress.none());
            return Optional.of(OtherReader.tree(target));
        } catch (AudModelException e) {
            return Optional.empty();
        } finally {
            OtherReader.delete(target);
        }
    }
}
