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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Jackson, set up for {@link Beans}. Apart from it, so that nothing of Jackson is loaded where no bean is converted: that takes
 * longer than all the rest of a small publish, and plain maps do not need it. Thread-safe.
 */
final class BeanMapper {

    static final BeanMapper STANDARD = new BeanMapper();

    private static final Pattern SWITCH_HINT = Pattern.compile(" \\((set|to avoid exception)[^)]*\\)");

    private final ObjectMapper jackson;

    /** Of two modules that know a type, the later one is used: ours. */
    BeanMapper(Module... modules) {
        jackson = JsonMapper.builder()
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

    /** What the object is made of: maps, lists and scalars. */
    @Nullable
    Object tokensOf(Object object) {
        try (TreeBuffer buffer = new TreeBuffer(jackson)) {
            jackson.writeValue(buffer, object);
            return TokenTree.read(buffer);
        } catch (JsonMappingException e) {
            throw new UnserializableValueException(TokenPath.of(e), reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
    }

    <T> T read(Map<Object, Object> tree, Class<T> type) {
        return read(tree, type.getTypeName(), tokens -> jackson.readValue(tokens, type));
    }

    <T> T read(Map<Object, Object> tree, TypeReference<T> type) {
        return read(tree, type.getType().getTypeName(), tokens -> jackson.readValue(tokens, type));
    }

    /** A way in which Jackson reads a value. */
    private interface Reading<T> {
        T from(JsonParser tokens) throws IOException;
    }

    private <T> T read(Map<Object, Object> tree, String type, Reading<T> reading) {
        try (TokenBuffer buffer = new TokenBuffer(jackson, false)) {
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
}
