package io.audmodel.binding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.audmodel.binding.TokenTree.MapKind;
import io.audmodel.value.Binary;
import io.audmodel.value.PythonSet;
import io.audmodel.value.Tree;
import io.audmodel.value.Tuple;
import java.io.IOException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps Jackson from converting what {@link Tree} converts or refuses: dates, sets and bytes. Maps keep the types of
 * their keys.
 */
final class ToTreeModule {

    private static final List<Class<?>> UNTOUCHED = List.of(
            Binary.class,
            Tuple.class,
            PythonSet.class,
            TemporalAccessor.class,
            TemporalAmount.class,
            Date.class,
            Calendar.class,
            Set.class);

    private ToTreeModule() {}

    static Module create() {
        SimpleModule module = new SimpleModule("to-tree");
        UNTOUCHED.forEach(type -> module.addSerializer(type, new Untouched()));
        module.setSerializerModifier(new DeclaredOrder());
        module.addSerializer(new TypedKeys());
        module.addSerializer(new Unwrapped());
        return module;
    }

    private static final class Untouched extends StdSerializer<Object> {

        private static final long serialVersionUID = 1L;

        Untouched() {
            super(Object.class);
        }

        @Override
        public void serialize(Object value, JsonGenerator tokens, SerializerProvider provider) throws IOException {
            tokens.writeEmbeddedObject(value);
        }
    }

    private static final class Unwrapped extends StdSerializer<Optional<?>> {

        private static final long serialVersionUID = 1L;

        Unwrapped() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator tokens, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.orElse(null), tokens);
        }
    }

    private static final class TypedKeys extends StdSerializer<Map<?, ?>> {

        private static final long serialVersionUID = 1L;

        TypedKeys() {
            super(Map.class, false);
        }

        @Override
        public void serialize(Map<?, ?> map, JsonGenerator tokens, SerializerProvider provider) throws IOException {
            tokens.writeStartArray(map);
            tokens.writeEmbeddedObject(Tree.isOrdered(map) ? MapKind.ORDERED : MapKind.UNORDERED);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                tokens.writeEmbeddedObject(entry.getKey());
                try {
                    provider.defaultSerializeValue(entry.getValue(), tokens);
                } catch (IOException e) {
                    wrapAndThrow(provider, e, map, String.valueOf(entry.getKey()));
                }
            }
            tokens.writeEndArray();
        }
    }
}
