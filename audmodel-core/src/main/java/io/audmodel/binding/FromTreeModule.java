package io.audmodel.binding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.audmodel.value.Binary;
import io.audmodel.value.Tuple;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the properties that Jackson alone has no tokens for: dates, times and bytes. */
final class FromTreeModule {

    private FromTreeModule() {}

    static Module create() {
        SimpleModule module = new SimpleModule("from-tree");
        add(module, LocalDate.class, LocalDate.class, date -> date, LocalDate::parse);
        add(module, LocalDateTime.class, LocalDateTime.class, time -> time, LocalDateTime::parse);
        add(module, OffsetDateTime.class, OffsetDateTime.class, time -> time, OffsetDateTime::parse);
        add(module, ZonedDateTime.class, OffsetDateTime.class, OffsetDateTime::toZonedDateTime, ZonedDateTime::parse);
        add(module, Instant.class, OffsetDateTime.class, OffsetDateTime::toInstant, Instant::parse);
        add(module, Binary.class, Binary.class, binary -> binary, null);
        add(module, byte[].class, Binary.class, Binary::toBytes, null);
        module.addDeserializer(Tuple.class, new TupleDeserializer());
        module.addDeserializer(Optional.class, new OptionalDeserializer());
        module.addKeyDeserializer(LocalDate.class, new DateKey());
        return module;
    }

    private static <S, T> void add(
            SimpleModule module,
            Class<T> type,
            Class<S> stored,
            Function<S, T> convert,
            @Nullable Function<String, T> parse) {
        module.addDeserializer(type, new Stored<>(type, stored, convert, parse));
    }

    /** Takes the stored value itself, or a text that names one. */
    private static final class Stored<S, T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Class<S> stored;
        private final transient Function<S, T> convert;
        private final transient @Nullable Function<String, T> parse;

        Stored(Class<T> type, Class<S> stored, Function<S, T> convert, @Nullable Function<String, T> parse) {
            super(type);
            this.stored = stored;
            this.convert = convert;
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser tokens, DeserializationContext context) throws IOException {
            if (tokens.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT) && stored.isInstance(tokens.getEmbeddedObject())) {
                return convert.apply(stored.cast(tokens.getEmbeddedObject()));
            }
            if (parse != null && tokens.hasToken(JsonToken.VALUE_STRING)) {
                try {
                    return parse.apply(tokens.getText());
                } catch (DateTimeException e) {
                    return (T) context.handleWeirdStringValue(handledType(), tokens.getText(), "it is no date or time");
                }
            }
            return (T) context.handleUnexpectedToken(handledType(), tokens);
        }
    }

    private static final class TupleDeserializer extends StdDeserializer<Tuple> {

        private static final long serialVersionUID = 1L;

        TupleDeserializer() {
            super(Tuple.class);
        }

        @Override
        public Tuple deserialize(JsonParser tokens, DeserializationContext context) throws IOException {
            return Tuple.copyOf(context.readValue(tokens, List.class));
        }
    }

    private static final class DateKey extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            try {
                return LocalDate.parse(key);
            } catch (DateTimeException e) {
                return context.handleWeirdKey(LocalDate.class, key, "it is no date");
            }
        }
    }
}
