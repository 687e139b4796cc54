package io.audmodel.binding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.audmodel.error.InvalidArgumentException;
import io.audmodel.error.UnserializableValueException;
import io.audmodel.value.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts maps, records and beans to canonical trees, and trees to records and beans. Thread-safe.
 *
 * <p>Classes that Jackson cannot make by itself, data classes of Kotlin for instance, need a module of Jackson:
 *
 * <pre>{@code
 * Beans beans = Beans.with(new KotlinModule.Builder().build());
 * AudModel audmodel = AudModel.builder().beans(beans).build();
 * PublishRequest.of(root, "cnn", Version.of("1.0.0")).parameters(beans.toTree(training));
 * }</pre>
 *
 * <p>Properties are in the order in which the class declares its components or fields; a class that has only getters
 * needs {@code @JsonPropertyOrder}, since the JVM reports methods in no order. Jackson's annotations apply. A property
 * that is null is null in the tree. Keys of map properties keep their types.
 */
public final class Beans {

    private static final Pattern SWITCH_HINT = Pattern.compile(" \\((set|to avoid exception)[^)]*\\)");

    private static final Beans STANDARD = new Beans(() -> Jackson.MAPPER);

    private final Supplier<ObjectMapper> mapper;

    private Beans(Supplier<ObjectMapper> mapper) {
        this.mapper = mapper;
    }

    /** Returns a conversion for records, beans and Jackson's annotations. */
    public static Beans standard() {
        return STANDARD;
    }

    /**
     * Returns a conversion that also uses modules of Jackson. They do not change how times, bytes, sets and maps are
     * converted, so that a module changes no id of a model whose parameters do not need it.
     */
    public static Beans with(Module... modules) {
        ObjectMapper mapper = Jackson.mapper(modules);
        return new Beans(() -> mapper);
    }

    /**
     * Makes a tree of a map, a record or a bean, which may hold other records and beans, and all that {@link
     * Tree#copyOf} takes.
     *
     * @throws InvalidArgumentException if the argument is no mapping, but for example a text or a list
     * @throws UnserializableValueException if {@link Tree#copyOf} refuses a value, or a class cannot be read; the error
     *     says where
     */
    public Map<Object, Object> toTree(Object mapOrBean) {
        if (mapOrBean instanceof Map<?, ?> map) {
            return Tree.copyOf(map, this::tokensOf);
        }
        if (tokensOf(mapOrBean) instanceof Map<?, ?> map) {
            return Tree.copyOf(map);
        }
        String type = mapOrBean == null ? "null" : "a " + mapOrBean.getClass().getTypeName();
        throw new InvalidArgumentException(type + " is no mapping: pass a map, a record or a bean");
    }

    private @Nullable Object tokensOf(Object object) {
        try (TreeBuffer buffer = new TreeBuffer(mapper.get())) {
            mapper.get().writeValue(buffer, object);
            return TokenTree.read(buffer);
        } catch (JsonMappingException e) {
            throw new UnserializableValueException(TokenPath.of(e), reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
    }

    /**
     * Makes a record or bean of a tree. Entries without a property in the class are left out, since metadata grow; a
     * property that the tree lacks is null, or empty if it is an {@code Optional}.
     *
     * @throws InvalidArgumentException if a value does not fit its property, or a primitive property has no value; the
     *     error says where
     */
    public <T> T fromTree(Map<Object, Object> tree, Class<T> type) {
        return type.isInstance(tree)
                ? type.cast(tree)
                : read(tree, type.getTypeName(), tokens -> mapper.get().readValue(tokens, type));
    }

    /**
     * Makes a value of a type with parameters, as {@link #fromTree(Map, Class)} does: {@code new
     * TypeReference<Map<String, Layer>>() {}} for a map of records.
     */
    public <T> T fromTree(Map<Object, Object> tree, TypeReference<T> type) {
        return read(tree, type.getType().getTypeName(), tokens -> mapper.get().readValue(tokens, type));
    }

    /** A way in which Jackson reads a value. */
    private interface Reading<T> {
        T from(JsonParser tokens) throws IOException;
    }

    private <T> T read(Map<Object, Object> tree, String type, Reading<T> reading) {
        try (TokenBuffer buffer = new TokenBuffer(mapper.get(), false)) {
            TokenTree.writeNamed(tree, buffer);
            return reading.from(buffer.asParserOnFirstToken());
        } catch (JsonProcessingException e) {
            String place = e instanceof JsonMappingException mapping ? TokenPath.of(mapping) : "$";
            throw new InvalidArgumentException(
                    "what is stored does not fit " + type + ": at " + place + ": " + reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
    }

    /** Leaves out Jackson's hints at settings that a caller cannot reach. */
    private static String reason(JsonProcessingException failure) {
        // In some releases the stack overflows before the buffer notices the cycle.
        if (failure.getOriginalMessage().startsWith("Infinite recursion")) {
            return TreeBuffer.CYCLIC;
        }
        return SWITCH_HINT.matcher(failure.getOriginalMessage()).replaceAll("");
    }

    /** Set up lazily: it takes longer than all the rest of a small publish, and plain maps do not need it. */
    private static final class Jackson {

        private static final ObjectMapper MAPPER = mapper();

        /** Of two modules that know a type, the later one is used: ours. */
        static ObjectMapper mapper(Module... modules) {
            return JsonMapper.builder()
                    .addModules(modules)
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
}
