package io.audmodel.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.model.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns maps, records and beans into canonical trees, and trees into records and beans. Thread-safe.
 *
 * <p>Properties come in the order in which the class declares its components or fields; a class that has getters only
 * needs {@code @JsonPropertyOrder}, since the JVM reports methods in no order. Jackson's annotations are heeded. A
 * property that is null stays in the tree as null. Keys of map properties keep their types.
 */
public final class Beans {

    private static final Pattern SWITCH_HINT = Pattern.compile(" \\((set|to avoid exception)[^)]*\\)");

    private Beans() {}

    /**
     * Makes a tree of a map, a record or a bean. A map may hold records and what {@link Tree#copyOf} takes; a record or
     * bean may hold other records and beans as well.
     *
     * @throws InvalidArgumentException if it is no mapping, but a text or a list for example
     * @throws UnserializableValueException if {@link Tree#copyOf} refuses a value, or if a class cannot be read; says
     *     where
     */
    public static Map<Object, Object> toTree(Object mapOrBean) {
        if (mapOrBean instanceof Map<?, ?> map) {
            return Tree.copyOf(map, Beans::toTree);
        }
        try (TreeBuffer buffer = new TreeBuffer(Jackson.MAPPER)) {
            Jackson.MAPPER.writeValue(buffer, mapOrBean);
            if (TokenTree.read(buffer) instanceof Map<?, ?> map) {
                return Tree.copyOf(map);
            }
        } catch (JsonMappingException e) {
            throw new UnserializableValueException(TokenPath.of(e), reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        String type = mapOrBean == null ? "null" : "a " + mapOrBean.getClass().getTypeName();
        throw new InvalidArgumentException(type + " is no mapping: pass a map, a record or a bean");
    }

    /**
     * Makes a record or bean of a tree. What the class has no property for is left out, since metadata grow; a property
     * that the tree lacks is null, or empty if it is an {@code Optional}.
     *
     * @throws InvalidArgumentException if a value does not fit its property, or a primitive property has none; says
     *     where
     */
    public static <T> T fromTree(Map<Object, Object> tree, Class<T> type) {
        if (type.isInstance(tree)) {
            return type.cast(tree);
        }
        try (TokenBuffer buffer = new TokenBuffer(Jackson.MAPPER, false)) {
            TokenTree.writeNamed(tree, buffer);
            return Jackson.MAPPER.readValue(buffer.asParserOnFirstToken(), type);
        } catch (JsonProcessingException e) {
            String place = e instanceof JsonMappingException mapping ? TokenPath.of(mapping) : "$";
            throw new InvalidArgumentException(
                    "what is stored does not fit " + type.getTypeName() + ": at " + place + ": " + reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
    }

    /** Without the hints at switches of Jackson that a caller cannot reach. */
    private static String reason(JsonProcessingException failure) {
        // Some releases let the stack end before the buffer has its say.
        if (failure.getOriginalMessage().startsWith("Infinite recursion")) {
            return TreeBuffer.CYCLIC;
        }
        return SWITCH_HINT.matcher(failure.getOriginalMessage()).replaceAll("");
    }

    /** Apart, since it takes longer to set up than all the rest of a small publish, and plain maps do without. */
    private static final class Jackson {

        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .addModule(ToTreeModule.create())
                .addModule(FromTreeModule.create())
                .addHandler(new TypedKeysHandler())
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .build();
    }
}
