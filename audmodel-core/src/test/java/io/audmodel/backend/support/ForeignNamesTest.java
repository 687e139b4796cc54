package io.audmodel.backend.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForeignNamesTest {

    private int lists;

    /** Requests lists that have these names of others, one after the other; returns how many were requested. */
    @SafeVarargs
    private int confirmed(List<String>... names) {
        lists = 0;
        int returned = ForeignNames.confirmed(foreign -> {
            names[lists].forEach(foreign);
            return ++lists;
        });
        assertThat(returned).as("the last list").isEqualTo(lists);
        return returned;
    }

    @Test
    void list_withoutForeignNames_isRequestedOnce() {
        assertThat(confirmed(List.of())).isEqualTo(1);
    }

    @Test
    void name_thatComesTwice_isAccepted() {
        assertThat(confirmed(List.of("notes.txt"), List.of("notes.txt"))).isEqualTo(2);
    }

    @Test
    void name_thatComesOnce_isDamaged() {
        assertThat(confirmed(List.of("heades.yaml"), List.of())).isEqualTo(2);
        assertThat(confirmed(List.of("a"), List.of("b"), List.of("a"))).isEqualTo(3);
    }

    @Test
    void listsThatNeverAgree_end() {
        assertThat(confirmed(List.of("a"), List.of("b"), List.of("c"), List.of("d")))
                .isEqualTo(4);
    }

    @Test
    void moreThanAThousandNames_areAcceptedAtOnce() {
        List<String> names =
                IntStream.range(0, 1_001).mapToObj(Integer::toString).toList();
        assertThat(confirmed(names)).isEqualTo(1);
        assertThat(confirmed(names.subList(0, 1_000), names)).isEqualTo(2);
    }
}
