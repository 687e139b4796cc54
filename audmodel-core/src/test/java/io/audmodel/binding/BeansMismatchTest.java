package io.audmodel.binding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.value.Tree;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees that do not fit the class they are read into. */
class BeansMismatchTest {

    @ParameterizedTest
    @CsvSource({
        "text, $.layers[1].size",
        "1.5, $.layers[1].size",
        "null, $.layers[1].size",
        "none, $.layers[1].size",
        "date, $.layers[1].size",
        "map, $.layers[1].size",
        "layer, $.layers[1]"
    })
    void wrongValue_isReportedWithItsPlaceAndTheClass(String kind, String place) {
        Map<Object, Object> wrong = switch (kind) {
            case "text" -> tree("name", "a", "size", "big");
            case "1.5" -> tree("name", "a", "size", 1.5);
            case "null" -> tree("name", "a", "size", null);
            case "none" -> tree("name", "a");
            case "date" -> tree("name", "a", "size", LocalDate.EPOCH);
            case "map" -> tree("name", "a", "size", tree(1, 2));
            default -> tree();
        };
        Object element = kind.equals("layer") ? "no layer" : wrong;
        Map<Object, Object> tree = tree("layers", Arrays.asList(tree("name", "a", "size", 1), element));

        assertThatThrownBy(() -> Beans.standard().fromTree(tree, LayerList.class))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("does not fit " + LayerList.class.getName() + ": at " + place + ": ")
                .hasCauseInstanceOf(JsonMappingException.class);
    }

    @Test
    void wrongDatesAndKeys_areReported() {
        assertThatThrownBy(() -> Beans.standard().fromTree(tree("day", "soon"), Days.class))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("$.day")
                .hasMessageContaining("soon");
        assertThatThrownBy(() -> Beans.standard().fromTree(tree("day", 7), Days.class))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("$.day");
        assertThatThrownBy(() -> Beans.standard().fromTree(tree("values", tree("soon", 1)), DayKeys.class))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("soon");
    }

    @Test
    void constructorThatRefuses_isReportedWithItsReason() {
        assertThatThrownBy(() -> Beans.standard().fromTree(tree("value", -1), Positive.class))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("must be positive");
    }

    private static Map<Object, Object> tree(@Nullable Object... keysAndValues) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (var each = Arrays.asList(keysAndValues).iterator(); each.hasNext(); ) {
            map.put(each.next(), each.next());
        }
        return Tree.copyOf(map);
    }

    record Layer(String name, int size) {}

    record LayerList(List<Layer> layers) {}

    record Days(@Nullable LocalDate day, @Nullable Instant time) {}

    record DayKeys(Map<LocalDate, Integer> values) {}

    record Positive(int value) {
        Positive {
            if (value < 1) {
                throw new IllegalArgumentException("must be positive");
            }
        }
    }
}
