package io.audmodel.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What names stood for before they moved on, for an outage in which the newest cannot be fetched. What a name was moved
 * back from is no part of that, since somebody did not want it.
 *
 * @param <T> what a name stands for
 */
final class EarlierNotes<T> {

    /** Of one name: enough for one that moves while nobody loads what it leads to. */
    static final int MOST = 8;

    private final DocumentCache cache;
    private final String kind;
    private final Function<String, T> reader;

    /** @param reader makes a value of its text */
    EarlierNotes(DocumentCache cache, String kind, Function<String, T> reader) {
        this.cache = cache;
        this.kind = kind;
        this.reader = reader;
    }

    /** What the name stood for, and when that was last seen; the latest first. */
    List<Seen<T>> of(String name) {
        String text = cache.readNote(kind, name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return text.lines()
                .limit(MOST)
                .map(line -> Seen.parse(name, (line + "\n").getBytes(StandardCharsets.UTF_8), reader))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Notes that a name stands for another thing than before, which may be one that it stood for already. */
    void moved(String name, Seen<T> from, T to) {
        List<Seen<T>> before = of(name);
        List<Seen<T>> earlier = new ArrayList<>();
        int back = before.stream().map(Seen::value).toList().indexOf(to);
        if (back < 0) {
            earlier.add(from);
        }
        before.stream().skip(back + 1L).limit(MOST - earlier.size()).forEach(earlier::add);
        keep(name, earlier);
    }

    /** Notes that the name stands for nothing any more. */
    void gone(String name) {
        if (!of(name).isEmpty()) {
            keep(name, List.of());
        }
    }

    private void keep(String name, List<Seen<T>> earlier) {
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        earlier.forEach(seen -> note.writeBytes(seen.note(name)));
        cache.keepNote(kind, name, note.toByteArray());
    }
}
