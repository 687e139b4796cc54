package io.audmodel.archive.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.audmodel.archive.IndexSort;
import io.audmodel.archive.NameTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTableTest {

    private static final String[] LETTERS = {
        "a", "b", "/", " ", ".", "~", "ü", "\uFFFD", "\uD83D\uDE00", "long".repeat(50)
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void upTo_namesOfAnyKind_areInTheOrderOfCodePoints(long seed) {
        List<String> names = names(new Random(seed));
        NameTable table = new NameTable();
        int[] places = names.stream().mapToInt(table::add).toArray();

        int[] order = IndexSort.upTo(names.size(), (one, other) -> table.compare(places[one], places[other]));

        assertThat(IntStream.of(order).mapToObj(i -> table.get(places[i])))
                .as("seed %s", seed)
                .containsExactlyElementsOf(names.stream().sorted(byCodePoints()).toList());
    }

    @Test
    void compareInTree_whatIsInAFolder_comesDirectlyAfterIt() {
        List<String> inOrder = List.of("a", "a/ b", "a/b", "a/b/c", "a b", "a.b", "ab");
        NameTable table = new NameTable();
        int[] places = inOrder.stream().mapToInt(table::add).toArray();
        for (int i = 1; i < places.length; i++) {
            assertThat(table.compareInTree(places[i - 1], places[i]))
                    .as(inOrder.get(i))
                    .isNegative();
            assertThat(table.compareInTree(places[i], places[i - 1])).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isBelow_areBeside_bytes_sayOfNamesOfAnyKindWhatTheirTextsSay(long seed) {
        List<String> names = names(new Random(seed)).subList(0, 60);
        NameTable table = new NameTable();
        int[] places = names.stream().mapToInt(table::add).toArray();
        for (int i = 0; i < places.length; i++) {
            String one = names.get(i);
            assertThat(table.length(places[i])).isEqualTo(one.getBytes(StandardCharsets.UTF_8).length);
            for (int j = 0; j < places.length; j++) {
                String other = names.get(j);
                assertThat(table.isBelow(places[i], places[j]))
                        .as("%s below %s", one, other)
                        .isEqualTo(one.startsWith(other + "/"));
                assertThat(table.areBeside(places[i], places[j]))
                        .as("%s beside %s", one, other)
                        .isEqualTo(folderOf(one).equals(folderOf(other)));
            }
        }
    }

    private static String folderOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    @Test
    void add_theLongestNames_areKeptWhole() {
        NameTable table = new NameTable();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            names.add("x".repeat(0xFFFF - i));
        }
        int[] places = names.stream().mapToInt(table::add).toArray();

        assertThat(IntStream.of(places).mapToObj(table::get)).containsExactlyElementsOf(names);
        assertThat(table.memory()).isLessThan(3L << 20);
    }

    @Test
    void get_aFileOfATable_isTheOneThatWasAdded() {
        Path root = Path.of("/model");
        PackedFiles.Table table = new PackedFiles.Table(root);
        FileTime time = FileTime.from(Instant.ofEpochSecond(-1, 123_456_789));
        PackedFile plain = new PackedFile("b/plain", root.resolve("b/plain"), 1L << 40, time, true);
        PackedFile linked = new PackedFile("a/linked", root.resolve("b/plain"), 0, time, false);
        table.add(plain);
        table.add(linked);

        assertThat(table.inOrder()).containsExactly(linked, plain);
    }

    private static List<String> names(Random random) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                name.append(LETTERS[random.nextInt(LETTERS.length)]);
            }
            names.add(name.toString());
        }
        return names;
    }

    private static Comparator<String> byCodePoints() {
        return Comparator.comparing(name -> name.codePoints().boxed().toList(), (a, b) -> {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                if (!a.get(i).equals(b.get(i))) {
                    return a.get(i).compareTo(b.get(i));
                }
            }
            return Integer.compare(a.size(), b.size());
        });
    }
}
