package io.audmodel.cli;

import io.audmodel.error.CorruptDocumentException;
import io.audmodel.error.PlainText;
import io.audmodel.serializer.Serializer;
import io.audmodel.serializer.SerializerProvider;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints results: bare values, one a line and exactly, and maps as YAML; or everything as JSON. */
final class Output {

    private final PrintWriter out;
    private final boolean json;

    Output(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(@Nullable Object result) {
        if (json) {
            out.println(JsonText.of(result));
        } else if (result instanceof Map<?, ?> map) {
            out.print(new String(yaml().write(map), StandardCharsets.US_ASCII));
        } else if (result instanceof Collection<?> values) {
            values.stream().map(Output::exact).toList().forEach(out::println);
        } else {
            out.println(exact(result));
        }
    }

    /** Prints the plain form for people, or the structured one for programs. */
    void print(@Nullable Object plain, @Nullable Object structured) {
        print(json ? structured : plain);
    }

    /**
     * Prints results as they arrive, so that there may be any number of them, and a reader may end at any time.
     *
     * @return the number of results
     */
    <T> long printAll(Stream<T> results, Function<T, Object> plain, Function<T, Object> structured) {
        AtomicLong count = new AtomicLong();
        if (!json) {
            results.forEach(result -> {
                count.incrementAndGet();
                out.println(exact(plain.apply(result)));
                out.flush();
            });
            return count.get();
        }
        out.print("[");
        try {
            results.forEach(result -> {
                out.print(count.getAndIncrement() == 0 ? "" : ", ");
                out.print(JsonText.of(structured.apply(result)));
                out.flush();
            });
        } finally {
            out.println("]");
        }
        return count.get();
    }

    /**
     * Prints what is asked about models as it is found: of one as {@link #print} does; of several as an array in JSON, or one after
     * another, where lines of {@code ---} stand between maps and between lists.
     */
    <R, T> void printEach(List<R> refs, Function<R, T> ask, Function<T, Object> plain, Function<T, Object> structured) {
        if (refs.size() == 1) {
            T answer = ask.apply(refs.get(0));
            print(plain.apply(answer), structured.apply(answer));
        } else if (json) {
            printAll(refs.stream().map(ask), plain, structured);
        } else {
            boolean isFirst = true;
            for (R ref : refs) {
                Object answer = plain.apply(ask.apply(ref));
                if (!isFirst && (answer instanceof Map<?, ?> || answer instanceof Collection<?>)) {
                    out.println("---");
                }
                print(answer);
                out.flush();
                isFirst = false;
            }
        }
    }

    /** As the other, where both forms are of one value. */
    <R> void printEach(List<R> refs, Function<R, Object> ask) {
        printEach(refs, ask, Function.identity(), Function.identity());
    }

    /**
     * Returns the value as exact text.
     *
     * @throws CorruptDocumentException if it has characters that would affect a terminal, or break the line: a script
     *     would read another value
     */
    private static String exact(@Nullable Object value) {
        String text = String.valueOf(value);
        // Tabs are allowed, since they separate the columns of lists.
        if (PlainText.isPlain(text.replace('\t', ' '))) {
            return text;
        }
        throw new CorruptDocumentException("the answer " + PlainText.quoted(text)
                + " has control or invisible characters, and is not printed as it is: --json prints it with escapes");
    }

    static Serializer yaml() {
        return ServiceLoader.load(SerializerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("yaml"))
                .findFirst()
                .orElseThrow()
                .create();
    }
}
