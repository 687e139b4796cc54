package io.audmodel.binding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts maps with other keys than texts for properties of other types than a plain map. */
final class TypedKeysHandler extends DeserializationProblemHandler {

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType target, JsonToken token, JsonParser tokens, String failure)
            throws IOException {
        boolean isMap = token == JsonToken.VALUE_EMBEDDED_OBJECT && tokens.getEmbeddedObject() instanceof Map<?, ?>;
        return isMap ? convert((Map<?, ?>) tokens.getEmbeddedObject(), target, context) : NOT_HANDLED;
    }

    /** Jackson calls this for an embedded object that a bean cannot use. */
    @Override
    public @Nullable Object handleWeirdNativeValue(
            DeserializationContext context, JavaType target, Object value, JsonParser tokens) throws IOException {
        return value instanceof Map<?, ?> map ? convert(map, target, context) : NOT_HANDLED;
    }

    private static @Nullable Object convert(Map<?, ?> map, JavaType target, DeserializationContext context)
            throws IOException {
        boolean keepsKeys = target.isMapLikeType()
                && target.getKeyType().hasRawClass(Object.class)
                && target.getRawClass().isAssignableFrom(LinkedHashMap.class);
        if (!keepsKeys) {
            try (TokenBuffer named = context.bufferForInputBuffering()) {
                TokenTree.writeNamed(map, named);
                return context.readValue(named.asParserOnFirstToken(), target);
            }
        }
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            try {
                result.put(entry.getKey(), convert(entry.getValue(), target.getContentType(), context));
            } catch (JsonMappingException e) {
                throw JsonMappingException.wrapWithPath(e, result, String.valueOf(entry.getKey()));
            }
        }
        return result;
    }

    private static @Nullable Object convert(@Nullable Object value, JavaType target, DeserializationContext context)
            throws IOException {
        if (value == null) {
            return context.findRootValueDeserializer(target).getNullValue(context);
        }
        try (TokenBuffer tokens = context.bufferForInputBuffering()) {
            TokenTree.write(value, tokens);
            return context.readValue(tokens.asParserOnFirstToken(), target);
        }
    }
}
